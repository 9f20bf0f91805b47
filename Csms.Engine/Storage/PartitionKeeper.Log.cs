using Microsoft.Extensions.Logging;

namespace Csms.Engine.Storage;

internal sealed partial class PartitionKeeper
{
    [LoggerMessage(3050, LogLevel.Information, "Partition {Partition} created, {Moved} rows moved in")]
    private partial void LogCreated(string partition, int moved);

    [LoggerMessage(3051, LogLevel.Information, "Partition {Partition} dropped: older than {Days} days")]
    private partial void LogDropped(string partition, int days);

    [LoggerMessage(3052, LogLevel.Error, "Partitions of {Table} could not be kept; rows go to the default partition until the next try")]
    private partial void LogFailed(Exception exception, string table);
}
