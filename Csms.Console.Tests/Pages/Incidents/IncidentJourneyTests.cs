using System.Globalization;
using Csms.Console.Pages.Incidents;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Incidents;

/// <summary>From the fault on the socket to the closed incident, in a real browser; and who may not.</summary>
[Trait("Cost", "Browser")]
public sealed class IncidentJourneyTests(BrowserHost host) : IClassFixture<BrowserHost>, IAsyncLifetime
{
    private const string Password = "watching-all-day-7";

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => host.CloseAllAsync();

    [Fact]
    public async Task Operator_AcknowledgesCommentsAndCloses_AllLiveAndAudited()
    {
        await using var station = await FaultAsync("INC-01");
        var page = await AsAsync(Role.Operator, "/incidents?station=INC-01");
        var row = page.Locator(".vt-row", new() { HasText = "INC-01" });
        await Assertions.Expect(row).ToContainTextAsync("Faulted · GroundFailure");
        await Assertions.Expect(page.Locator(".nav .n.bad")).ToBeVisibleAsync();

        await row.GetByText("Acknowledge", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Acknowledged");
        await row.Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator(".story")).ToContainTextAsync("Opened");
        await Assertions.Expect(page.Locator("[data-key=acknowledge]")).ToHaveCountAsync(0);

        await page.ClickAsync("[data-key=assign]");
        await page.ClickAsync("[data-key=me]");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Role Operator");
        await page.FillAsync("#i-comment", "Contactor ordered");
        await page.ClickAsync(".say-it .btn");
        await Assertions.Expect(page.Locator(".story")).ToContainTextAsync("Contactor ordered");
        await Assertions.Expect(page.Locator("#i-comment")).ToHaveValueAsync("");

        await page.ClickAsync("[data-key=close]");
        await page.ClickAsync(".rz-dialog .btn.p");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToBeVisibleAsync();
        await page.FillAsync("#ask-reason", "part on its way");
        await page.ClickAsync(".rz-dialog .btn.p");
        await Assertions.Expect(page.Locator(".head")).ToContainTextAsync("Closed");
        await Assertions.Expect(page.Locator("[data-key=close]")).ToHaveCountAsync(0);

        using var scope = host.Services.CreateScope();
        var audit = await scope.ServiceProvider.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery { Text = "incident." }, 0, 50);
        Assert.Superset(new HashSet<string> { "incident.acknowledge", "incident.assign", "incident.comment", "incident.close" }, audit.Entries.Select(entry => entry.Action).ToHashSet());
    }

    [Fact]
    public async Task Operator_SelectsAllThatMatch_AcknowledgesAndClosesThemAtOnce()
    {
        await using var first = await FaultAsync("MANY-01");
        await using var second = await FaultAsync("MANY-02");
        var page = await AsAsync(Role.Operator, "/incidents?q=MANY-0");
        var rows = page.Locator(".vt-row");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await page.Locator(".vt-head input").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("2 selected");

        await page.ClickAsync("[data-bulk=acknowledge]");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Acknowledged" })).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".bulk")).ToHaveCountAsync(0);

        await page.FocusAsync(".vt-scroll");
        await page.Keyboard.PressAsync("Control+a");
        await page.ClickAsync("[data-bulk=close]");
        await page.FillAsync("#ask-reason", "site is being rebuilt");
        await page.ClickAsync(".rz-dialog .btn.d");
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        var desk = host.Services.GetRequiredService<IncidentDesk>();
        Assert.DoesNotContain(desk.Open, incident => incident.Subject.StationId?.StartsWith("MANY-", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Viewer_SeesTheIncidentAndNoAction_AndTheServerRefuses()
    {
        await using var station = await FaultAsync("INC-02");
        var incident = host.Services.GetRequiredService<IncidentDesk>().Open.First(each => each.Subject.StationId == "INC-02");
        var page = await AsAsync(Role.Viewer, "/incidents?station=INC-02");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "INC-02" })).ToContainTextAsync("GroundFailure");
        await Assertions.Expect(page.Locator("[data-acknowledge], a[href='/incidents/rules'], [data-select]")).ToHaveCountAsync(0);
        await page.GoLiveAsync(string.Create(CultureInfo.InvariantCulture, $"/incidents/{incident.Id}"));
        await Assertions.Expect(page.Locator(".story")).ToContainTextAsync("Opened");
        await Assertions.Expect(page.Locator(".head .btn, #i-comment")).ToHaveCountAsync(0);
        await page.GoLiveAsync("/incidents/rules");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Your role does not allow this page");
        await Assertions.Expect(page.Locator("[data-key=save-rules]")).ToHaveCountAsync(0);

        var viewer = new AccessScope(new Actor(ActorKind.User, "v", "Viewer"), Permissions.Of(Role.Viewer).Select(permission => KeyValuePair.Create(permission, SiteSet.Everything)));
        using var scope = host.Services.CreateScope();
        var actions = new IncidentActions(
            host.Services.GetRequiredService<IncidentDesk>(), host.Services.GetRequiredService<IncidentStore>(), scope.ServiceProvider.GetRequiredService<IAuditLog>(), new FixedScope(viewer));
        Assert.Equal(IncidentResult.Denied, await actions.AcknowledgeAsync(incident.Id));
        Assert.Equal(IncidentResult.Denied, await actions.CloseAsync(incident.Id, "no"));
    }

    [Fact]
    public async Task Administrator_SetsThresholdsAndAChannel_WrongInputIsToldBesideTheField()
    {
        var page = await host.SignedInAsync("/incidents/rules");
        await page.FillAsync("#r-OfflineSeconds", "5");
        await page.Locator("#r-OfflineSeconds").BlurAsync();
        await page.ClickAsync("[data-key=save-rules]");
        await Assertions.Expect(page.Locator(".wrong")).ToContainTextAsync("10");
        await page.FillAsync("#r-OfflineSeconds", "120");
        await page.Locator("#r-OfflineSeconds").BlurAsync();
        await page.ClickAsync("[data-key=save-rules]");
        await Assertions.Expect(page.Locator(".ban.ok")).ToContainTextAsync("Saved");
        Assert.Equal(120, host.Services.GetRequiredService<IncidentSettings>().Current.OfflineSeconds);

        await page.ClickAsync("[data-key=add-channel]");
        await page.FillAsync("#c-name", "On call");
        await page.FillAsync("#c-url", "ftp://example.com/");
        await page.Locator("#c-url").BlurAsync();
        await page.ClickAsync("[data-key=save-channel]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(2); // the address and the missing secret
        await Assertions.Expect(page.Locator("#c-name")).ToHaveValueAsync("On call");
        await page.FillAsync("#c-url", "http://127.0.0.1:9/hook");
        await page.Locator("#c-url").BlurAsync();
        await page.ClickAsync("[data-key=generate]");
        await page.ClickAsync("[data-key=save-channel]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);

        await page.GetByText("Send test").ClickAsync();
        await Assertions.Expect(page.Locator(".ban.danger")).ToContainTextAsync("On call: the test was not taken"); // nobody listens there
        var entry = Assert.Single(host.Services.GetRequiredService<ChannelDirectory>().All);
        Assert.True(entry is { HasSecret: true, LastOk: false, LastAt: not null });
        await host.Services.GetRequiredService<ChannelDirectory>().DeleteAsync(entry.Channel.Id, CancellationToken.None);
    }

    /// <summary>A station whose EVSE 1 has been faulted for long enough, and its incident.</summary>
    private async Task<FakeStation> FaultAsync(string id)
    {
        await host.Services.GetRequiredService<StationDirectory>().PutAsync(StationId.Parse(id), profile => profile, CancellationToken.None);
        var station = await FakeStation.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws" }.Uri, id);
        await station.AskAsync("""[2,"1","BootNotification",{"chargePointVendor":"Arden","chargePointModel":"T2"}]""");
        var since = (TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        await station.AskAsync($$"""[2,"2","StatusNotification",{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure","timestamp":"{{since}}"}]""");
        var desk = host.Services.GetRequiredService<IncidentDesk>();
        await Eventually.TrueAsync(async () =>
        {
            await desk.ScanAsync(TimeProvider.System.GetUtcNow(), CancellationToken.None);
            return desk.Open.Any(incident => incident.Subject.StationId == id);
        }, $"the fault of {id} is an incident");
        return station;
    }

    private async Task<IPage> AsAsync(Role role, string path)
    {
        var email = $"{role}@incidents.example.com";
        await host.Services.GetRequiredService<UserAccounts>().CreateAsync(new NewAccount(email, $"Role {role}", Password, [new GrantWish(role, null)], false), AccessScope.System.Actor);
        var page = await host.OpenAsync($"/sign-in?returnUrl={Uri.EscapeDataString(path)}");
        await BrowserHost.SignInAsync(page, email, Password);
        await page.LiveAsync();
        return page;
    }

    private sealed class FixedScope(AccessScope scope) : IUserScope
    {
        public ValueTask<AccessScope> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(scope);
    }
}
