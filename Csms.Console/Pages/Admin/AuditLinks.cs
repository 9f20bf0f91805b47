namespace Csms.Console.Pages.Admin;

/// <summary>Where the thing of an audit entry is to be seen.</summary>
internal static class AuditLinks
{
    /// <summary>Its page; null for things without one.</summary>
    public static string? Of(string kind, string id) => (kind, Uri.EscapeDataString(id)) switch
    {
        (_, "" or "%2A") => null,
        ("station", var station) => $"/stations/{station}",
        ("session", var session) => $"/sessions/{session}",
        ("token", var token) => $"/tokens/{token}",
        ("site", var site) => $"/sites/{site}",
        ("bulk", var run) => $"/bulk/{run}",
        ("incident", var incident) => $"/incidents/{incident}",
        ("channel", _) or ("setting", "incidents") => "/incidents/rules",
        ("setting", _) => "/admin/settings",
        ("user" or "invitation", _) => "/admin/users",
        ("apiKey", _) => "/admin/keys",
        _ => null,
    };
}
