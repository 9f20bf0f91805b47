using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.LocalLists;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands.Bulk;

/// <summary>What is more than one command, to many stations: from the ticked rows to what became of each.</summary>
public sealed class BulkTaskJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Technician_GivesManyStationsNewPasswords_RaisesTheirProfile_AndDecidesTheirLists()
    {
        await using var first = await HereAsync("TASK-01", OcppVersion.V21);
        await using var second = await HereAsync("TASK-02", OcppVersion.V16);
        var page = await Host.AsAsync(Role.Technician, "/stations?q=TASK-0&sort=station");

        var dialog = await AskAsync(page, "PasswordChange");
        await dialog.Locator("#b-canary").FillAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "New passwords: 2 stations" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("New passwords · ");
        foreach (var id in new[] { "TASK-01", "TASK-02" }) await Assertions.Expect(Row(page, id)).ToContainTextAsync("A connection with the new password"); // they had none
        foreach (var station in new[] { first, second }) await station.RebootAsync();
        foreach (var id in new[] { "TASK-01", "TASK-02" }) await Assertions.Expect(Row(page, id)).ToContainTextAsync("It has a new password");
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");

        await page.GoLiveAsync("/stations?q=TASK-0&sort=station");
        dialog = await AskAsync(page, "SecurityProfile");
        await dialog.Locator("#c-minutes").FillAsync("0");
        await dialog.Locator("#b-canary").FillAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Raise security profile: 2 stations" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToContainTextAsync("A number from 1 to"); // nothing was started
        await dialog.Locator("#c-minutes").FillAsync("5");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Raise security profile: 2 stations" }).ClickAsync();
        await Assertions.Expect(Row(page, "TASK-01")).ToContainTextAsync("This server takes no stations over TLS"); // what is in the way is told of each

        await page.GoLiveAsync("/stations?q=TASK-0&sort=station");
        dialog = await AskAsync(page, "LocalList");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "By hand" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "The same for all" }).ClickAsync();
        await dialog.Locator("#c-groups").FillAsync("NOBODY-HAS-IT");
        await dialog.Locator("#b-canary").FillAsync("0");
        await Assertions.Expect(dialog.Locator(".wrong")).ToContainTextAsync("NOBODY-HAS-IT");
        await dialog.Locator("#c-groups").FillAsync("");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Local list mode: 2 stations" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Local list mode · ");
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");
        var book = Host.Services.GetRequiredService<LocalListBook>();
        foreach (var id in new[] { "TASK-01", "TASK-02" }) Assert.Equal(LocalListMode.Manual, book.Find(StationId.Parse(id)).Mode);
    }

    [Fact]
    public async Task FourFields_OfADialogWithRoomForThree_StandTwoAndTwo()
    {
        await using var first = await HereAsync("ROWS-01", OcppVersion.V201);
        await using var second = await HereAsync("ROWS-02", OcppVersion.V201);
        var page = await Host.SignedInAsync("/stations?q=ROWS-0&sort=station");
        var dialog = await AskAsync(page, "GetLog");
        var places = await dialog.Locator(".fields.two", new() { Has = page.Locator("#c-retries") }).Locator("input").EvaluateAllAsync<double[][]>("fields => fields.map(field => [field.getBoundingClientRect().left, field.getBoundingClientRect().top])");
        Assert.Equal([(0, 0), (1, 0), (0, 1), (1, 1)], places.Select(place => (Rank(place[0], 0), Rank(place[1], 1))));

        int Rank(double at, int axis) => places.Select(place => place[axis]).Distinct().Order().ToList().IndexOf(at);
    }

    private static async Task<ILocator> AskAsync(IPage page, string kind)
    {
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(2);
        await page.Locator(".vt-head input").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync($"[data-bulk={kind}]");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator("#b-kind")).ToHaveValueAsync(kind);
        return dialog;
    }

    private static ILocator Row(IPage page, string station) => page.Locator(".vt-row", new() { HasText = station });

    private async Task<VirtualStation> HereAsync(string id, OcppVersion version)
    {
        await EnterAsync(id);
        var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
