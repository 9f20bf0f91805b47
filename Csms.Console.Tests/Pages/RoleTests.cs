using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Csms.Console.Commands;
using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages;

/// <summary>Every role against every page, button and endpoint: what <see cref="Permissions.Table"/> does not give is not shown and not answered.</summary>
public sealed class RoleTests(PagesHost host) : BrowserTest(host), IClassFixture<PagesHost>
{
    private const string Api = "/api/v1";

    /// <summary>What acts or shows what is not for everyone: on which page, what, and the permissions it takes, all of them.</summary>
    private static readonly (string Path, string Selector, string[] Permissions)[] _controls =
    [
        ("/stations", "a[href='/stations/new'].desk", [Permissions.StationsWrite]),
        ("/stations", ".vt-row [data-select]", [Permissions.CommandStop]), // the least of what can be sent to many
        ("/bulk/{bulk}", "[data-key=stop]", [Permissions.CommandReset]),
        ("/stations?state=pending", ".vt-row .btn", [Permissions.StationsWrite]),
        ($"/stations/{PagesHost.Charging}", "[data-key=edit]", [Permissions.StationsWrite]),
        ($"/stations/{PagesHost.Charging}", "a[href*='tab=messages']", [Permissions.MessagesRead]),
        ($"/stations/{PagesHost.Charging}", "a[href*='tab=sessions']", [Permissions.SessionsRead]),
        ($"/stations/{PagesHost.Charging}?tab=messages", "[data-key=raw]", [Permissions.MessagesRead, Permissions.MessagesRaw]),
        ($"/stations/{PagesHost.Charging}?tab=charging", "[data-key=set-profile], [data-key=clear-profiles], [data-run]", [Permissions.CommandLimit]),
        ($"/stations/{PagesHost.Charging}?tab=tariffs", "[data-key=tariff-set], [data-key=tariff-clear]", [Permissions.CommandTariff]),
        ($"/stations/{PagesHost.Charging}?tab=tariffs", "[data-key=tariff-read]", [Permissions.CommandReset]),
        ($"/stations/{PagesHost.Charging}?tab=security", "[data-key=change-password]", [Permissions.CommandConfig]),
        ($"/stations/{PagesHost.Charging}?tab=reservations", "[data-key=reserve]", [Permissions.ReservationsWrite]),
        ($"/stations/{PagesHost.Charging}?tab=firmware", "[data-key=update-firmware]", [Permissions.CommandConfig]),
        ($"/stations/{PagesHost.Charging}?tab=locallist", "[data-key=list-mode]", [Permissions.CommandConfig]),
        .. CommandKinds.All.Where(kind => kind != CommandKind.Stop).Select(kind => ($"/stations/{PagesHost.Charging}", $".head .menu [data-command={kind}]", (string[])[kind.Permission()])),
        ($"/stations/{PagesHost.Charging}", ".evse [data-command=Stop]", [Permissions.CommandStop]),
        ("/sessions/{running}", "[data-key=stop]", [Permissions.SessionsStop, Permissions.CommandStop]),
        ("/sessions/{running}", "[data-key=tariff]", [Permissions.CommandTariff]),
        ("/sessions/{running}", "[data-key=reprice]", [Permissions.TariffsRead, Permissions.TariffsWrite]),
        ("/sessions/{running}", ".sessionprice", [Permissions.TariffsRead]),
        ("/tariffs", "[data-key=tariff-add]", [Permissions.TariffsWrite]),
        ($"/tariffs/{PagesHost.Tariff}", "[data-key=tariff-edit], [data-key=tariff-assign], [data-key=tariff-retire]", [Permissions.TariffsWrite]),
        ("/sessions/{running}", "[data-key=close-stale]", [Permissions.SessionsReview]),
        ("/sessions/{running}", ".facts a[href^='/tokens/']", [Permissions.TokensRead]),
        ("/sessions/{running}", ".page a[href*='tab=messages']", [Permissions.MessagesRead]),
        ("/payments?payment={payment}", "aside.detail a[href*='tab=messages']", [Permissions.MessagesRead]),
        ("/sessions/{review}", "[data-key=settle], .flag .btn", [Permissions.SessionsReview]),
        ("/incidents", "a[href='/incidents/rules']", [Permissions.SettingsManage]),
        ("/incidents", "[data-acknowledge]", [Permissions.IncidentsWrite]),
        ("/incidents/{incident}", ".page > .head .btn, #i-comment", [Permissions.IncidentsWrite]),
        ("/jobs", "[data-key=new]", [Permissions.JobsWrite]),
        ("/jobs/{job}", "[data-key=renew], [data-key=close]", [Permissions.JobsWrite]),
        ($"/stations/{PagesHost.Charging}", "a[href*='tab=notes']", [Permissions.JobsRead]),
        ($"/stations/{PagesHost.Faulted}?tab=notes", "[data-key=add-note], [data-key=add-photo], [data-key=delete-note]", [Permissions.JobsWrite]),
        ("/sites", ".page > .head .btn, .vt-row button", [Permissions.StationsWrite]),
        ($"/sites/{PagesHost.Site}", ".page > .head button.btn", [Permissions.StationsWrite]),
        ("/tokens", ".page > .head .btn.p", [Permissions.TokensWrite]),
        ("/tokens", "[data-key=import]", [Permissions.TokensWrite]),
        ($"/tokens/{PagesHost.Token}", ".page > .head .btn", [Permissions.TokensWrite]),
        ($"/tokens/{PagesHost.Token}?tab=credit", "[data-not-prepaid]", [Permissions.TariffsRead]),
        ($"/tokens/{PagesHost.Token}?tab=credit", "[data-key=credit-add]", [Permissions.TariffsRead, Permissions.TariffsWrite]),
        ("/token-groups", "[data-group-block]", [Permissions.TokensWrite]),
    ];

    /// <summary>All of them.</summary>
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Console_AsTheRole_ShowsExactlyWhatItMayDo(Role role)
    {
        var page = await host.AsAsync(role, "/overview");
        foreach (var entry in host.Services.GetRequiredService<IEnumerable<NavEntry>>())
            await ShownAsync(page, $".nav a[href='{entry.Href}']", entry.Permission is null || May(role, entry.Permission), $"navigation of {role}");

        foreach (var controls in _controls.GroupBy(control => control.Path))
        {
            var entry = ConsolePages.All.Single(known => known.Path == controls.Key);
            if (entry.Permission is { } needed && !May(role, needed)) continue;
            await page.GoLiveAsync(host.PathOf(entry.Path));
            await page.WaitForSelectorAsync(entry.Ready);
            foreach (var (_, selector, permissions) in controls)
                await ShownAsync(page, selector, permissions.All(permission => May(role, permission)), $"{entry.Path} as {role}");
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Addresses_OfTheConsole_AnswerOnlyWhoMay(Role role)
    {
        var page = await host.AsAsync(role, "/overview");
        foreach (var (endpoint, permissions) in Endpoints(inApi: false).Where(each => Methods(each.Endpoint).Contains("GET")))
        {
            var answer = await page.APIRequest.GetAsync(PathOf(endpoint), new() { MaxRedirects = 0 });
            var refused = answer.Headers.TryGetValue("location", out var to) && to.Contains("/denied", StringComparison.Ordinal);
            Assert.True(refused != permissions.All(permission => May(role, permission)), $"{role} at {endpoint.RoutePattern.RawText}: {answer.Status} {to}");
        }
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Api_WithTheScopesOfTheRole_AnswersOnlyWhatTheyAllow(Role role)
    {
        using var client = await ClientAsync(role);
        foreach (var (endpoint, permissions) in Endpoints(inApi: true))
            foreach (var method in Methods(endpoint))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), PathOf(endpoint));
                using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) != permissions.All(permission => May(role, permission)), $"{role}: {method} {endpoint.RoutePattern.RawText} is {answer.StatusCode}");
            }
        foreach (var kind in CommandKinds.All)
        {
            using var answer = await client.PostAsJsonAsync($"{Api}/stations/{PagesHost.Absent}/commands/{kind.Action()}", new { });
            Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) != May(role, kind.Permission()), $"{role}: {kind} is {answer.StatusCode}");
        }
    }

    [Fact]
    public void Api_EveryEndpoint_AsksForAPermission() =>
        Assert.Empty(host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => IsApi(endpoint) && PermissionsOf(endpoint).Count == 0 && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText));

    private static bool May(Role role, string permission) => Permissions.Table[permission].Contains(role);

    // A page is ready before a button of it that comes with the first live render: what is to be there is awaited, and after it what is not to be there is not.
    private static async Task ShownAsync(IPage page, string selector, bool shown, string where)
    {
        if (shown) await Assertions.Expect(page.Locator(selector)).Not.ToHaveCountAsync(0);
        else Assert.True(await page.Locator(selector).CountAsync() == 0, $"{selector} is on {where}");
    }

    private async Task<HttpClient> ClientAsync(Role role)
    {
        using var admin = host.Client(withKey: true);
        using var made = await admin.PostAsJsonAsync($"{Api}/api-keys", new { name = $"As {role}", scopes = Permissions.Of(role) });
        var client = host.Client();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetString());
        return client;
    }

    private IEnumerable<(RouteEndpoint Endpoint, List<string> Permissions)> Endpoints(bool inApi) =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let permissions = PermissionsOf(endpoint)
        where IsApi(endpoint) == inApi && permissions.Count > 0
        select (endpoint, permissions);

    private static List<string> PermissionsOf(RouteEndpoint endpoint) =>
        [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().Where(Permissions.Table.ContainsKey)];

    private static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];

    private static bool IsApi(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true;

    // Nothing is called so: what is let through changes nothing.
    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content == "guid") => Guid.Empty.ToString(),
        RoutePatternParameterPart { ParameterPolicies: var policies } when policies.Any(policy => policy.Content is "long" or "int") => "999999",
        RoutePatternParameterPart => "NOBODY",
        _ => "",
    }))));
}
