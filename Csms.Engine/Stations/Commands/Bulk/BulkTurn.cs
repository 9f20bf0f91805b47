namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>Whether a station that waits in a bulk run may have its turn now.</summary>
public enum BulkTurn
{
    /// <summary>It may.</summary>
    Here,

    /// <summary>It is not connected.</summary>
    Away,

    /// <summary>Not now; later it may.</summary>
    Held,

    /// <summary>The time of the run is over.</summary>
    Late,
}
