using Microsoft.Extensions.Logging;

namespace Csms.Engine.Storage;

internal abstract partial class WriteBehind<TBatch>
{
    [LoggerMessage(3040, LogLevel.Warning, "{Name} cannot be written: {Reason}. Holding up to {Megabytes} MB and trying again")]
    private partial void LogHolding(string name, string reason, long megabytes);

    [LoggerMessage(3041, LogLevel.Information, "{Name} is written again; {Dropped} rows were dropped meanwhile")]
    private partial void LogRecovered(string name, long dropped);

    [LoggerMessage(3042, LogLevel.Error, "{Name}: a batch of {Rows} rows is refused by the database and set aside")]
    private partial void LogRefused(Exception exception, string name, int rows);

    [LoggerMessage(3043, LogLevel.Warning, "{Name} is full: the oldest rows are dropped, {Dropped} so far")]
    private partial void LogDropping(string name, long dropped);

    [LoggerMessage(3044, LogLevel.Warning, "{Name}: {Rows} rows were not written before the stop")]
    private partial void LogLeft(string name, long rows);

    [LoggerMessage(3045, LogLevel.Error, "{Name}: a batch of {Rows} rows could not be written and is set aside")]
    private partial void LogFailed(Exception exception, string name, int rows);
}
