using Csms.Engine.Ocpp;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>One station of a bulk run. Immutable.</summary>
/// <param name="Position">Its place in the run, from 0.</param>
/// <param name="Station">The station.</param>
/// <param name="SiteId">Its site when the run was started: who may see that site sees this row.</param>
public sealed record BulkItem(int Position, StationId Station, string? SiteId)
{
    /// <summary>Where it is.</summary>
    public BulkItemState State { get; init; }

    /// <summary>Why it takes no part.</summary>
    public BulkLeftOut? LeftOut { get; init; }

    /// <summary>Its command.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>The station's word, or its error code.</summary>
    public string? Answer { get; init; }

    /// <summary>Why it came to nothing.</summary>
    public Statement<CommandFault>? Fault { get; init; }

    /// <summary>What was seen afterwards, or what is still wanted.</summary>
    public Statement<CommandSight>? Sight { get; init; }

    /// <summary>When its command was given.</summary>
    public DateTimeOffset? GivenAt { get; init; }

    /// <summary>When the station had answered, or it was clear that it would not.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Something still happens to it.</summary>
    public bool IsOpen => State is BulkItemState.Waiting or BulkItemState.Given or BulkItemState.Parked or BulkItemState.Answered;
}
