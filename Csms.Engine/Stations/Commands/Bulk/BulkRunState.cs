namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>How a bulk run stands. The names are stored: append only.</summary>
public enum BulkRunState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Every station had its turn.</summary>
    Done,

    /// <summary>A person stopped it.</summary>
    Stopped,

    /// <summary>Too many failed.</summary>
    Halted,

    /// <summary>A person holds it: nobody has a turn until it goes on; what is under way is followed.</summary>
    Paused,
}
