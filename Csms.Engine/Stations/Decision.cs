using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What a message means: the next state, the answer, and what must be committed before the answer may leave.</summary>
public sealed record Decision
{
    /// <summary>The station after the message.</summary>
    public required StationState State { get; init; }

    /// <summary>What to answer.</summary>
    public required StationAnswer Answer { get; init; }

    /// <summary>What to commit; null when nothing.</summary>
    public Reconciliation? Commit { get; init; }

    /// <summary>Ask the store for this transaction first, then decide again.</summary>
    public string? LookUp { get; init; }

    /// <summary>A session whose row is to be written after the answer; null when none.</summary>
    public SessionId? WriteBehind { get; init; }

    /// <summary>Connectors whose status this message reported, for the history; null when none.</summary>
    public IReadOnlyList<(int EvseId, ConnectorState Connector)>? Reported { get; init; }
}
