using Microsoft.Extensions.Logging;

namespace Csms.Engine.Storage;

internal sealed partial class SchemaMigrator
{
    [LoggerMessage(3030, LogLevel.Information, "Applying schema migration {Version} {Name}")]
    private partial void LogApplying(int version, string name);
}
