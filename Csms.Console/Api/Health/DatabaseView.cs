using Csms.Engine.Storage;

namespace Csms.Console.Api.Health;

/// <summary>The database.</summary>
/// <param name="Version">Of PostgreSQL.</param>
/// <param name="Bytes">On disk.</param>
/// <param name="Connections">Open, of everybody.</param>
/// <param name="ActiveConnections">That work at something.</param>
/// <param name="MaxConnections">That it allows.</param>
/// <param name="LongestStatementSeconds">How long the longest statement has been running; null: none.</param>
/// <param name="CommandsWaiting">Commands that wait for their stations.</param>
/// <param name="NoticesWaiting">Notices that wait to be sent.</param>
/// <param name="NoticesFailed">Notices given up.</param>
/// <param name="OldestNoticeDue">When the oldest waiting notice was due.</param>
/// <param name="Tables">The largest tables, largest first.</param>
internal sealed record DatabaseView(
    string Version, long Bytes, int Connections, int ActiveConnections, int MaxConnections, double? LongestStatementSeconds, int CommandsWaiting, int NoticesWaiting, int NoticesFailed,
    DateTimeOffset? OldestNoticeDue, IReadOnlyList<TableHealth> Tables)
{
    public static DatabaseView Of(DatabaseHealth database) => new(
        database.Version, database.Bytes, database.Connections, database.ActiveConnections, database.MaxConnections, database.LongestStatement?.TotalSeconds, database.CommandsWaiting, database.NoticesWaiting,
        database.NoticesFailed, database.OldestNoticeDue, database.Tables);
}
