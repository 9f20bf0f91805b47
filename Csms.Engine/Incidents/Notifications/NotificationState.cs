namespace Csms.Engine.Incidents.Notifications;

/// <summary>Where a notice is on its way.</summary>
public enum NotificationState
{
    /// <summary>Not sent yet, or to be tried again.</summary>
    Waiting,

    /// <summary>Taken by the other side.</summary>
    Sent,

    /// <summary>Given up.</summary>
    Failed,

    /// <summary>Over before it was due.</summary>
    Skipped,
}
