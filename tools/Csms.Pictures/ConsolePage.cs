namespace Csms.Pictures;

/// <summary>A page to look at.</summary>
/// <param name="Name">First part of the picture's file name.</param>
/// <param name="Path">Address in the console; {session}, {token} and {incident} name something that is there, {station} the running session's station, {site} a site, {job} and {job-link} a technician's job.</param>
/// <param name="Press">Pressed when the page stands, for a dialog or a step; null: nothing.</param>
/// <param name="Menu">Opened before <paramref name="Press"/>; null: nothing.</param>
/// <param name="Public">Seen without an account.</param>
/// <param name="Still">A page of the server alone, without a live link.</param>
/// <param name="Desk">What is pressed is there on a wide screen only.</param>
internal sealed record ConsolePage(string Name, string Path, string? Press = null, string? Menu = null, bool Public = false, bool Still = false, bool Desk = false)
{
    private const string Add = ".head .btn.p", StationMenu = ".head details[data-menu] > summary";

    /// <summary>Every page and dialog of the console. A new page is entered here.</summary>
    public static IReadOnlyList<ConsolePage> All { get; } =
    [
        new("sign-in", "/sign-in", Public: true, Still: true),
        new("signed-out", "/signed-out", Public: true, Still: true),
        new("overview", "/overview"),
        new("map", "/map"),
        new("map-place", "/map?at=site:{site}"),
        new("incidents", "/incidents"),
        new("incidents-closed", "/incidents?state=closed"),
        new("incident", "/incidents/{incident}"),
        new("incident-none", "/incidents/999999999"),
        new("incident-rules", "/incidents/rules"),
        new("channel-add", "/incidents/rules", "[data-key=add-channel]"),
        new("stations", "/stations"),
        new("stations-none", "/stations?q=no-such-station"),
        new("stations-columns", "/stations", "[data-key=columns]", Desk: true),
        new("bulk", "/bulk"),
        new("firmware", "/firmware"),
        new("firmware-new", "/firmware/new"),
        new("firmware-images", "/firmware/images"),
        new("image-add", "/firmware/images", "[data-key=add-image]"),
        new("jobs", "/jobs"),
        new("job-add", "/jobs", Add),
        new("job", "/jobs/{job}"),
        new("job-phone", "{job-link}", Public: true, Still: true),
        new("job-phone-gone", "/job/no-such-link", Public: true, Still: true),
        new("station-notes", "/stations/{station}?tab=notes"),
        new("station", "/stations/{station}"),
        new("station-sessions", "/stations/{station}?tab=sessions"),
        new("station-messages", "/stations/{station}?tab=messages"),
        new("station-message", "/stations/{station}?tab=messages", ".vt a[data-row-link]"),
        new("station-raw", "/stations/{station}?tab=messages", "[data-key=raw]"),
        new("station-timeline", "/stations/{station}?tab=timeline"),
        new("station-charging", "/stations/{station}?tab=charging"),
        new("station-security", "/stations/{station}?tab=security"),
        new("station-install", "/stations/{station}?tab=security", "[data-key=install-certificate]"),
        new("station-raise", "/stations/{station}?tab=security", "[data-key=raise-profile]"),
        new("station-network", "/stations/RLS-01?tab=security", "[data-key=network-add]"),
        new("station-profile", "/stations/{station}?tab=charging", "[data-key=set-profile]"),
        new("station-firmware", "/stations/{station}?tab=firmware"),
        new("station-log", "/stations/{station}?tab=firmware", "[data-key=get-log]"),
        new("station-availability", "/stations/{station}?tab=availability"),
        new("station-configuration", "/stations/{station}?tab=configuration"),
        new("station-reservations", "/stations/{station}?tab=reservations"),
        new("station-reserve", "/stations/{station}?tab=reservations", "[data-key=reserve]"),
        new("station-list", "/stations/{station}?tab=locallist"),
        new("station-list-mode", "/stations/{station}?tab=locallist", "[data-key=list-mode]"),
        new("station-display", "/stations/{station}?tab=display"),
        new("station-display-add", "/stations/RLS-01?tab=display", "[data-key=display-add]"),
        // One station of 2.1 in the demo network, RLS-01, swaps batteries and streams its power.
        new("station-swaps", "/stations/RLS-01?tab=swaps", ".vt a[data-row-link]"),
        new("station-swap", "/stations/RLS-01?tab=swaps", "[data-key=swap-start]"),
        new("station-customer", "/stations/RLS-01?tab=security", "[data-key=ask-customer]"),
        new("station-streams", "/stations/RLS-01?tab=configuration&view=monitors&stream=1"),
        new("station-menu", "/stations/{station}", Menu: StationMenu),
        new("station-command", "/stations/{station}", ".head .menu [data-command]", StationMenu),
        new("station-edit", "/stations/{station}", ".head .btn.ic:not(summary)"),
        new("station-none", "/stations/NO-SUCH-STATION"),
        new("station-add", "/stations/new"),
        new("payments", "/payments"),
        new("payments-none", "/payments?q=no-such-payment"),
        new("sessions", "/sessions"),
        new("sessions-none", "/sessions?q=no-such-session"),
        new("session", "/sessions/{session}"),
        new("session-running", "/sessions/{running}"),
        new("session-none", "/sessions/S-999999"),
        new("reviews", "/reviews"),
        new("sites", "/sites"),
        new("site-add", "/sites", Add),
        new("site", "/sites/{site}"),
        new("site-timeline", "/sites/{site}?tab=timeline"),
        new("tokens", "/tokens"),
        new("token", "/tokens/{token}"),
        new("token-used", "/tokens/{token}?tab=used"),
        new("token-add", "/tokens", Add),
        new("token-everywhere", "/tokens/{token}", "[data-key=everywhere]"),
        new("token-groups", "/token-groups"),
        new("token-group-rename", "/token-groups", "[data-group-rename]"),
        new("token-import", "/token-import"),
        new("templates", "/configuration"),
        new("template-add", "/configuration", Add),
        new("users", "/admin/users"),
        new("invitation-gone", "/invitation?token=unknown", Public: true, Still: true),
        new("user-add", "/admin/users", Add),
        new("keys", "/admin/keys"),
        new("key-add", "/admin/keys", Add),
        new("audit", "/admin/audit"),
        new("audit-entry", "/admin/audit?entry=1"),
        new("settings", "/admin/settings"),
        new("vendors", "/admin/vendors"),
        new("health", "/admin/health"),
        new("simulator", "/simulator"),
        new("account", "/account"),
        new("two-factor", "/account/two-factor", Still: true),
        new("password", "/account/password", Still: true),
        new("denied", "/denied"),
        new("not-found", "/no-such-page"),
    ];

    /// <summary>Whether this page was asked for: its path or its name.</summary>
    public bool IsOneOf(IReadOnlyCollection<string> wanted) => wanted.Count == 0 || wanted.Contains(Path) || wanted.Contains(Name);
}
