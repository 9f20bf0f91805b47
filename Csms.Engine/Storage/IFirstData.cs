using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Puts data into the database when its schema stands and before the engine's memory is built from it: what it writes is then read like
/// everything an earlier run left behind.
/// </summary>
public interface IFirstData
{
    /// <summary>Called at every start; it looks for itself whether there is something to do.</summary>
    Task WriteAsync(NpgsqlDataSource database, CancellationToken cancellation);
}
