using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Events;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands.Bulk;

/// <summary>A command to many stations, from the ticked rows to the record.</summary>
public sealed class BulkJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Operator_SelectsAllThatMatch_SeesWhoIsAffectedAndFollowsEveryStation()
    {
        await using var first = await HereAsync("BULK-01");
        await using var second = await HereAsync("BULK-02", OcppVersion.V16);
        await EnterAsync("BULK-03"); // away
        await EnterAsync("BULK-04", profile => profile with { Registration = RegistrationStatus.Pending });
        var page = await Host.AsAsync(Role.Operator, "/stations?q=BULK-0");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(2);
        await page.Locator(".vt-head input").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("4 stations selected");
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("2 offline: their commands will wait");

        await page.ClickAsync("[data-bulk=Trigger]");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator("[data-affects=online]")).ToContainTextAsync("2 stations get it");
        await Assertions.Expect(dialog.Locator("[data-affects=away]")).ToContainTextAsync("1 is offline");
        await Assertions.Expect(dialog.Locator("[data-affects=NotAccepted]")).ToContainTextAsync("1 left out: not accepted yet");
        await dialog.Locator("#c-message").SelectOptionAsync("Heartbeat");
        await dialog.Locator("#b-batch").FillAsync("0");
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("A number from 1 to 500");
        await dialog.Locator("#b-batch").FillAsync("5");
        await dialog.Locator("#b-canary").FillAsync("1");
        await dialog.Locator("#b-pause").FillAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Left out" }).ClickAsync();
        await dialog.Locator("#b-reason").FillAsync("after the outage");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Trigger message: 3 stations" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Trigger message · ");
        await Assertions.Expect(Row(page, "BULK-01")).ToContainTextAsync("Heartbeat came");
        await Assertions.Expect(Row(page, "BULK-02")).ToContainTextAsync("Heartbeat came");
        await Assertions.Expect(Row(page, "BULK-03")).ToContainTextAsync("Offline when its turn came");
        await Assertions.Expect(Row(page, "BULK-04")).ToContainTextAsync("Not accepted yet");
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("after the outage");
        await Assertions.Expect(page.Locator("[data-key=stop]")).ToHaveCountAsync(0);
        await page.Locator(".views a", new() { HasText = "Done" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(2);

        await page.GoLiveAsync("/bulk");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "after the outage" })).ToContainTextAsync("Trigger message");
        using var scope = Host.Services.CreateScope();
        var audit = await scope.ServiceProvider.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery { SubjectKind = "bulk" }, 0, 50);
        Assert.Contains(audit.Entries, entry => entry is { Action: "bulk.start", Reason: "after the outage" });
    }

    [Fact]
    public async Task Run_StoppedFromItsPage_SparesTheRest()
    {
        await using var first = await HereAsync("HALT-01");
        await using var second = await HereAsync("HALT-02");
        var page = await Host.AsAsync(Role.Operator, "/stations?q=HALT-0&sort=station");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(2);
        await page.Locator(".vt-head input").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync("[data-bulk=ClearCache]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("#b-canary").FillAsync("1");
        await dialog.Locator("#b-pause").FillAsync("3600"); // the second would have its turn in an hour
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Clear cache: 2 stations" }).ClickAsync();
        await Assertions.Expect(Row(page, "HALT-01")).ToContainTextAsync("Done");
        await Assertions.Expect(Row(page, "HALT-02")).ToContainTextAsync("Waits for its turn");

        var viewer = await Host.AsAsync(Role.Viewer, new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(Row(viewer, "HALT-01")).ToContainTextAsync("Done");
        await Assertions.Expect(viewer.Locator("[data-key=stop]")).ToHaveCountAsync(0);

        await page.ClickAsync("[data-key=stop]");
        await page.FillAsync("#ask-reason", "wrong command");
        await page.ClickAsync(".rz-dialog .btn.d");
        await Assertions.Expect(page.Locator(".ban")).ToContainTextAsync("Stopped by");
        await Assertions.Expect(page.Locator(".ban")).ToContainTextAsync("wrong command");
        await Assertions.Expect(Row(page, "HALT-02")).ToContainTextAsync("Not sent");
        await Assertions.Expect(viewer.Locator(".ban")).ToContainTextAsync("wrong command"); // who looks on sees it too
    }

    [Fact]
    public async Task Selection_OnAPhone_IsASwitchInTheFoot()
    {
        await using var station = await HereAsync("PICK-01");
        var page = await Host.SignedInAsync("/stations?q=PICK-01", 390, 844);
        await Assertions.Expect(page.Locator(".vt-card")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-select]")).ToHaveCountAsync(0);
        await page.ClickAsync(".vt-foot .phone");
        await page.Locator("[data-select]").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 station selected");
        await page.ClickAsync("[data-key=clear-selection]");
        await Assertions.Expect(page.Locator(".bulk")).ToHaveCountAsync(0);
        await page.ClickAsync(".vt-foot .phone");
        await Assertions.Expect(page.Locator("[data-select]")).ToHaveCountAsync(0);
    }

    private static ILocator Row(IPage page, string station) => page.Locator(".vt-row", new() { HasText = station });

    private async Task<VirtualStation> HereAsync(string id, OcppVersion version = OcppVersion.V201)
    {
        await EnterAsync(id);
        var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
