namespace Csms.Engine.Incidents.Notifications;

/// <summary>How a channel tells. The words are stored: append only.</summary>
public enum ChannelKind
{
    /// <summary>HTTP POST, signed.</summary>
    Webhook,

    /// <summary>SMTP.</summary>
    Email,

    /// <summary>PagerDuty Events API v2.</summary>
    PagerDuty,
}
