using System.Reflection;
using Csms.Console.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Tests.Pages;

/// <summary>Every page of the console. A new page is one line here; <see cref="PageTableTests"/> says when it is missing.</summary>
internal static class ConsolePages
{
    private const string Rows = ".vt-row, .vt-card, .empty";

    public static readonly IReadOnlyList<ConsolePage> All =
    [
        new("/overview", "/overview", ".tiles", Permissions.StationsRead),
        new("/map", "/map", ".map[data-ready]:not([data-fault])", Permissions.StationsRead),
        new("/map", $"/map?at=site:{PagesHost.Site}", ".map[data-ready]:not([data-fault]) .mapside .evse", Permissions.StationsRead),
        new("/stations", "/stations", Rows, Permissions.StationsRead),
        new("/stations", "/stations?state=pending", Rows, Permissions.StationsRead),
        new("/stations", "/stations?q=nothing-is-called-so", ".empty h2", Permissions.StationsRead),
        new("/stations/new", "/stations/new", "#w-id", Permissions.StationsWrite),
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}", ".evse", Permissions.StationsRead)
        {
            Dialogs = [".station .head [data-command=Reset] >> nth=0", ".station .head [data-command=Start] >> nth=0", ".station .head [data-key=edit]"],
        },
        new("/stations/{Id}", $"/stations/{PagesHost.Faulted}?tab=sessions", Rows, Permissions.StationsRead),
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=timeline", ".tlbox[data-lanes]", Permissions.StationsRead),
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=messages", Rows, Permissions.StationsRead) { Dialogs = ["[data-key=raw]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=charging", "[data-now]", Permissions.StationsRead) { Dialogs = ["[data-key=set-profile]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=security", "[data-password]", Permissions.StationsRead),
        new("/stations/{Id}", $"/stations/{PagesHost.Faulted}?tab=notes", ".station .tabs", Permissions.StationsRead) { Dialogs = ["[data-key=delete-note] >> nth=0"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=availability", "[data-uptime]", Permissions.StationsRead),
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=configuration", Rows, Permissions.StationsRead),
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=reservations", Rows, Permissions.StationsRead) { Dialogs = ["[data-key=reserve]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=firmware", ".firmware .kv", Permissions.StationsRead) { Dialogs = ["[data-key=update-firmware]", "[data-key=add-image]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=locallist", ".locallist .facts", Permissions.StationsRead) { Dialogs = ["[data-key=list-mode]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=display", Rows, Permissions.StationsRead) { Dialogs = ["[data-key=display-add]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=tariffs", Rows, Permissions.StationsRead) { Dialogs = ["[data-key=tariff-set]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=swaps", Rows, Permissions.StationsRead) { Dialogs = ["[data-key=swap-start]"] },
        new("/stations/{Id}", $"/stations/{PagesHost.Charging}?tab=configuration&view=monitors&stream=1", ".chartpanel", Permissions.StationsRead),
        new("/stations/{Id}", "/stations/NOBODY", ".empty h1", Permissions.StationsRead),
        new("/sessions", "/sessions", Rows, Permissions.SessionsRead),
        new("/sessions", "/sessions?state=review", Rows, Permissions.SessionsRead),
        new("/sessions/{Id}", "/sessions/{running}", ".why", Permissions.SessionsRead) { Dialogs = ["[data-key=stop]", "[data-key=close-stale]"] },
        new("/sessions/{Id}", "/sessions/{review}", ".why", Permissions.SessionsRead) { Dialogs = ["[data-key=settle]"] },
        new("/sessions/{Id}", "/sessions/S-999999", ".empty h1", Permissions.SessionsRead),
        new("/tariffs", "/tariffs", Rows, Permissions.TariffsRead),
        new("/tariffs", "/tariffs?q=nothing-is-called-so", ".empty h2", Permissions.TariffsRead),
        new("/tariffs/{Id}", $"/tariffs/{PagesHost.Tariff}", "[data-prices]", Permissions.TariffsRead) { Dialogs = ["[data-key=tariff-assign]", "[data-key=tariff-retire]"] },
        new("/tariffs/{Id}", "/tariffs/NONE", ".empty h1", Permissions.TariffsRead),
        new("/tariff-editor", "/tariff-editor", "[data-tariff-form]", Permissions.TariffsWrite),
        new("/tariff-editor/{Id}", $"/tariff-editor/{PagesHost.Tariff}", "[data-tariff-form]", Permissions.TariffsWrite),
        new("/tariff-editor/{Id}", "/tariff-editor/NONE", ".empty h1", Permissions.TariffsWrite),
        new("/payments", "/payments", Rows, Permissions.PaymentsRead),
        new("/payments", "/payments?payment={payment}", "aside.detail .kv", Permissions.PaymentsRead),
        new("/payments", "/payments?q=nothing-is-called-so", ".empty h2", Permissions.PaymentsRead),
        new("/reviews", "/reviews", ".evidence", Permissions.SessionsReview),
        new("/incidents", "/incidents", Rows, Permissions.IncidentsRead),
        new("/incidents/{Id:long}", "/incidents/{incident}", ".story tr", Permissions.IncidentsRead) { Dialogs = ["[data-key=assign]", "[data-key=close]"] },
        new("/incidents/{Id:long}", "/incidents/999999", ".empty h1", Permissions.IncidentsRead),
        new("/incidents/rules", "/incidents/rules", ".rule", Permissions.SettingsManage) { Dialogs = ["[data-key=add-channel]"] },
        new("/bulk", "/bulk", Rows, Permissions.StationsRead),
        new("/bulk/{Id:guid}", "/bulk/{bulk}", Rows, Permissions.StationsRead),
        new("/bulk/{Id:guid}", "/bulk/00000000-0000-0000-0000-000000000000", ".empty h1", Permissions.StationsRead),
        new("/firmware", "/firmware", Rows, Permissions.CommandConfig),
        new("/firmware/new", "/firmware/new", "[data-affects]", Permissions.CommandConfig),
        new("/firmware/images", "/firmware/images", Rows, Permissions.CommandConfig) { Dialogs = ["[data-key=add-image]"] },
        new("/firmware/{Id:guid}", "/firmware/{campaign}", Rows, Permissions.CommandConfig) { Dialogs = ["[data-key=stop]"] },
        new("/firmware/{Id:guid}", "/firmware/00000000-0000-0000-0000-000000000000", ".empty h1", Permissions.CommandConfig),
        new("/jobs", "/jobs", Rows, Permissions.JobsRead) { Dialogs = [".page > .head .btn.p"] },
        new("/jobs/{Id:guid}", "/jobs/{job}", "[data-line]", Permissions.JobsRead) { Dialogs = ["[data-key=renew]", "[data-key=close]"] },
        new("/jobs/{Id:guid}", "/jobs/00000000-0000-0000-0000-000000000000", ".empty h1", Permissions.JobsRead),
        new("/configuration", "/configuration", Rows, Permissions.StationsRead) { Dialogs = [".page > .head .btn.p"] },
        new("/configuration/{Id}", "/configuration/NONE", ".empty h1", Permissions.StationsRead),
        new("/sites", "/sites", Rows, Permissions.StationsRead) { Dialogs = [".page > .head .btn.p"] },
        new("/sites/{Id}", $"/sites/{PagesHost.Site}", Rows, Permissions.StationsRead) { Dialogs = [".page > .head button.btn"] },
        new("/sites/{Id}", $"/sites/{PagesHost.Site}?tab=timeline", ".tlbox[data-lanes]", Permissions.StationsRead),
        new("/sites/{Id}", "/sites/NOWHERE", ".empty h1", Permissions.StationsRead),
        new("/tokens", "/tokens", Rows, Permissions.TokensRead) { Dialogs = [".page > .head .btn.p"] },
        new("/tokens/{IdToken}", $"/tokens/{PagesHost.Token}", ".facts", Permissions.TokensRead) { Dialogs = [".page > .head .btn.d", "[data-key=everywhere]"] },
        new("/tokens/{IdToken}", $"/tokens/{PagesHost.Token}?tab=used", Rows, Permissions.TokensRead),
        new("/tokens/{IdToken}", $"/tokens/{PagesHost.Token}?tab=credit", "[data-not-prepaid], [data-credit]", Permissions.TokensRead) { Dialogs = ["[data-key=credit-add]"] },
        new("/tokens/{IdToken}", "/tokens/04NOBODY", ".ban", Permissions.TokensRead),
        new("/token-groups", "/token-groups", Rows, Permissions.TokensRead) { Dialogs = ["[data-group-rename] >> nth=0", "[data-group-block] >> nth=0"] },
        new("/token-import", "/token-import", ".drop", Permissions.TokensWrite),
        new("/admin/users", "/admin/users", Rows, Permissions.UsersManage) { Dialogs = [".page > .head .btn.p", ".vt-row [data-row-link] >> nth=0"] },
        new("/admin/keys", "/admin/keys", Rows, Permissions.KeysManage) { Dialogs = [".page > .head .btn.p", ".vt-row [data-row-link] >> nth=0"] },
        new("/admin/audit", "/admin/audit", Rows, Permissions.AuditRead),
        new("/admin/audit", "/admin/audit?entry=1", ".detail .kv", Permissions.AuditRead),
        new("/admin/settings", "/admin/settings", ".settings .tbl", Permissions.SettingsManage),
        new("/admin/vendors", "/admin/vendors", ".vendors .panel", Permissions.SettingsManage) { Dialogs = ["[data-key=add-fault]", "[data-key=add-transfer]"] },
        new("/admin/health", "/admin/health", ".health .tbl", Permissions.SettingsManage),
        new("/simulator", "/simulator", ".empty h1", Permissions.CommandConfig),
        new("/account", "/account", ".session"),
        new("/account/two-factor", "/account/two-factor", ".qr") { IsStill = true },
        new("/account/password", "/account/password", "#next") { IsStill = true },
        new("/sign-in", "/sign-in", "#email") { IsPublic = true },
        new("/signed-out", "/signed-out", "h1") { IsPublic = true },
        new("/invitation", "/invitation?token=unknown", "h1") { IsPublic = true },
        new("/sign-in/code", "/sign-in/code", "#email") { IsPublic = true },
        new("/error", "/error", "h1") { IsPublic = true },
        new("/denied", "/denied", ".empty h1"),
        new("/not-found", "/not-found", ".empty h1"),
        new("/", "/", ".tiles"),
    ];

    /// <summary>Route and permission of every component that has a route.</summary>
    public static IEnumerable<(string Route, string? Permission, bool IsPublic)> OfTheProgram() =>
        from type in typeof(App).Assembly.GetTypes()
        from route in type.GetCustomAttributes<RouteAttribute>()
        select (route.Template, type.GetCustomAttribute<AuthorizeAttribute>()?.Policy, type.GetCustomAttribute<AllowAnonymousAttribute>() is not null);
}
