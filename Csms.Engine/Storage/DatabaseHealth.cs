namespace Csms.Engine.Storage;

/// <summary>The database as of one look.</summary>
public sealed record DatabaseHealth
{
    /// <summary>"15.18".</summary>
    public required string Version { get; init; }

    /// <summary>Size on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Open connections of everybody.</summary>
    public required int Connections { get; init; }

    /// <summary>Those that work at something now.</summary>
    public required int ActiveConnections { get; init; }

    /// <summary>How many it allows.</summary>
    public required int MaxConnections { get; init; }

    /// <summary>How long the longest statement has been running; null: none runs.</summary>
    public required TimeSpan? LongestStatement { get; init; }

    /// <summary>Commands that wait for their stations.</summary>
    public required int CommandsWaiting { get; init; }

    /// <summary>Notices that wait to be sent.</summary>
    public required int NoticesWaiting { get; init; }

    /// <summary>Notices given up.</summary>
    public required int NoticesFailed { get; init; }

    /// <summary>When the oldest waiting notice was due, UTC.</summary>
    public required DateTimeOffset? OldestNoticeDue { get; init; }

    /// <summary>The largest tables, largest first.</summary>
    public required IReadOnlyList<TableHealth> Tables { get; init; }
}
