namespace Csms.Engine.Energy.Der;

/// <summary>What a station told of itself as a distributed energy resource. The names are stored: append only.</summary>
public enum DerEventKind
{
    /// <summary>A grid fault has begun.</summary>
    Alarm,

    /// <summary>A grid fault has ended.</summary>
    AlarmEnded,

    /// <summary>A control has begun.</summary>
    Started,

    /// <summary>A control has ended.</summary>
    Stopped,
}
