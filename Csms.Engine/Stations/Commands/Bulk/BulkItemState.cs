namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>Where one station of a bulk run is. The names are stored: append only.</summary>
public enum BulkItemState
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>The command is under way.</summary>
    Given,

    /// <summary>The command waits for the station, which is away.</summary>
    Parked,

    /// <summary>The station agreed; what should follow is looked out for.</summary>
    Answered,

    /// <summary>The station agreed, and what should follow was seen.</summary>
    Done,

    /// <summary>The station refused, failed or did not answer.</summary>
    Failed,

    /// <summary>The station agreed, and what should follow was not seen.</summary>
    NotSeen,

    /// <summary>The command never reached the station: it stayed away, or is gone.</summary>
    NotReached,

    /// <summary>The station is not part of the run: see <see cref="BulkLeftOut"/>.</summary>
    LeftOut,

    /// <summary>The run was stopped before its turn.</summary>
    NotGiven,
}
