namespace Csms.Engine.Monitoring;

/// <summary>By what a station reports an alert. The words are stored: append only.</summary>
public enum AlertKind
{
    /// <summary>A monitored variable (NotifyEvent, N07).</summary>
    Event,

    /// <summary>A fault of the grid (NotifyDERAlarm, block R).</summary>
    Der,
}
