namespace Csms.Engine.Incidents.Notifications;

/// <summary>What people are told. The words are stored: append only.</summary>
public enum NoticeKind
{
    /// <summary>An incident was opened.</summary>
    Opened,

    /// <summary>A person has taken notice.</summary>
    Acknowledged,

    /// <summary>It is over.</summary>
    Closed,

    /// <summary>Somebody pressed the test button.</summary>
    Test,
}
