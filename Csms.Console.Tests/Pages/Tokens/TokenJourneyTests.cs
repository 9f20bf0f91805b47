using System.Text;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using IdToken = Csms.Simulator.Station.IdToken;

namespace Csms.Console.Tests.Pages.Tokens;

/// <summary>Tokens from a file and many at once, as people do it.</summary>
[Collection(PagesCollection.Name)]
public sealed class TokenJourneyTests(PagesHost host) : BrowserTest(host)
{
    private TokenDirectory Directory => host.Services.GetRequiredService<TokenDirectory>();

    [Fact]
    public async Task File_LookedAtThenWritten_TellsWhatWasChangedMeanwhile()
    {
        await EnterAsync(new TokenEntry { IdToken = "04JIMP01", Driver = "Ann" });
        var page = await host.AsAsync(Role.Operator, "/tokens");
        await page.ClickAsync("[data-key=import]");
        await page.SetInputFilesAsync(".drop input", File("cards.csv", "token;driver;colour\r\n04JIMP01;Bob;red\r\n04JIMP02;=Eve;blue\r\n04jimp02;Twice;\r\n"));
        await CountAsync(page, "added", "1");
        await CountAsync(page, "changed", "1");
        await CountAsync(page, "refused", "1");
        await Assertions.Expect(page.Locator(".ban.info")).ToContainTextAsync("colour");
        await Assertions.Expect(page.Locator(".vt-row")).ToContainTextAsync("Stands in line 3 already");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-key=report]"));
        Assert.StartsWith("tokens-refused-", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains("4,04jimp02,token,04jimp02,Stands in line 3 already", await System.IO.File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);

        await EnterAsync(new TokenEntry { IdToken = "04JIMP01", Driver = "Somebody else" });
        await page.ClickAsync("[data-key=apply]");
        await Assertions.Expect(page.Locator(".ban.warn")).ToContainTextAsync("1 token was changed by someone else");
        Assert.Null(Directory.Find("04JIMP02"));
        await page.ClickAsync(".tabs a[href*='show=changed']");
        await Assertions.Expect(page.Locator(".vt-row")).ToContainTextAsync("Driver Somebody else → Bob");
        await page.ClickAsync("[data-key=apply]");
        await Assertions.Expect(page.Locator(".ban.ok")).ToContainTextAsync("New: 1 · changed: 1");
        Assert.Equal(("Bob", "=Eve"), (Directory.Find("04JIMP01")?.Driver, Directory.Find("04JIMP02")?.Driver));
    }

    [Fact]
    public async Task Selection_OfTokens_IsGroupedExportedBlockedAndDeleted()
    {
        foreach (var id in (string[])["04JMANY1", "04JMANY2", "04JMANY3"]) await EnterAsync(new TokenEntry { IdToken = id, Driver = id == "04JMANY2" ? "=Bob" : "Ann" });
        await EnterAsync(new TokenEntry { IdToken = "04JMANY4", Status = AuthorizationStatus.Blocked });
        var page = await host.AsAsync(Role.Operator, "/tokens?q=04JMANY");
        var dialog = page.Locator(".rz-dialog");

        await SelectAllAsync(page, "4 tokens selected", "1 is blocked already");
        await MoreAsync(page, "group");
        await dialog.Locator("#m-group").FillAsync("J-FLEET");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Set group of 4 tokens" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "J-FLEET" })).ToHaveCountAsync(4);

        await SelectAllAsync(page, "4 tokens selected", null);
        await page.Locator(".vt-row", new() { HasText = "04JMANY3" }).Locator("[data-select]").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("[data-bulk=export]"));
        var lines = (await System.IO.File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n");
        Assert.Equal(["04JMANY1", "04JMANY2", "04JMANY4"], lines[1..^1].Select(line => line.Split(',')[0]));
        Assert.Contains(",'=Bob,", lines[2], StringComparison.Ordinal);

        await page.ClickAsync("[data-bulk=block]");
        await Assertions.Expect(dialog.Locator("[data-affects=yes]")).ToContainTextAsync("2 tokens change");
        await Assertions.Expect(dialog.Locator("[data-affects=Blocked]")).ToContainTextAsync("1 is blocked already");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Block 2 tokens" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row .tag.danger")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator(".bulk")).ToHaveCountAsync(0);
        Assert.Equal(AuthorizationStatus.Accepted, Directory.Find("04JMANY3")!.Status);

        await page.GoLiveAsync("/token-groups?q=J-FLEET");
        await Assertions.Expect(page.Locator(".vt-row")).ToContainTextAsync("J-FLEET");
        await page.ClickAsync("[data-group-rename=J-FLEET]");
        await dialog.Locator("#g-to").FillAsync("FLEET");
        await Assertions.Expect(dialog.Locator("[data-affects=merge]")).ToContainTextAsync("FLEET exists (tokens: 1)");
        await dialog.Locator("#g-to").FillAsync("J-OTHER");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Rename group" }).ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(0);
        Assert.Equal(4, Directory.All.Count(token => token.IsIn("J-OTHER")));

        await page.GoLiveAsync("/tokens?group=J-OTHER");
        await SelectAllAsync(page, "4 tokens selected", null);
        await MoreAsync(page, "delete");
        await Assertions.Expect(dialog.Locator("button[type=submit]")).ToBeDisabledAsync();
        await dialog.Locator("#sure").FillAsync("4");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(0);
        Assert.DoesNotContain(Directory.All, token => token.IsIn("J-OTHER"));
        var audit = await host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(SubjectId: "04JMANY1"), 0, 10);
        Assert.Equal(["token.delete", "token.update", "token.block", "token.update"], audit.Entries.Select(entry => entry.Action));
    }

    [Fact]
    public async Task Token_BlockedEverywhere_IsStoppedAndItsStationsForgetIt()
    {
        await using var station = await ChargingAsync("JBLOCK-1", "04JBLOCK1");
        var page = await host.AsAsync(Role.Operator, "/tokens/04JBLOCK1");
        await Assertions.Expect(page.Locator("[data-running] tr")).ToContainTextAsync("JBLOCK-1");
        await page.ClickAsync(".tabs a[href*='tab=used']");
        await Assertions.Expect(page.Locator(".vt-row")).ToContainTextAsync("JBLOCK-1");
        await page.ClickAsync("[data-key=everywhere]");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(dialog.Locator("[data-step=Sessions] [data-affects=sessions]")).ToContainTextAsync("1 session is stopped");
        await Assertions.Expect(dialog.Locator("[data-step=Caches] [data-affects=online]")).ToContainTextAsync("1 station");
        await Assertions.Expect(dialog.Locator("[data-step=LocalLists]")).ToContainTextAsync("No station has it");
        await dialog.Locator("#b-why").FillAsync("card stolen");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-step=Status]")).ToContainTextAsync("1 token is blocked");
        await Assertions.Expect(dialog.Locator("[data-stop] .good")).ToHaveCountAsync(1);
        await Assertions.Expect(dialog.Locator("[data-step=LocalLists]")).ToContainTextAsync("No station has it");
        await dialog.Locator("a[href^='/bulk/']").ClickAsync();
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "JBLOCK-1" })).ToContainTextAsync("Done");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("card stolen");
        Assert.Equal(AuthorizationStatus.Blocked, Directory.Find("04JBLOCK1")!.Status);
    }

    [Fact]
    public async Task Selection_OfSessions_IsStoppedByWhoMayAndMarkedByWhoMay()
    {
        await using var station = await ChargingAsync("JSTOP-1", "04JSTOP1");
        var finance = await host.AsAsync(Role.Finance, "/sessions?q=JSTOP-1");
        await TickAsync(finance);
        await Assertions.Expect(finance.Locator("[data-bulk=flag]")).ToBeVisibleAsync();
        await Assertions.Expect(finance.Locator("[data-bulk=stop]")).ToHaveCountAsync(0);
        await finance.ClickAsync("[data-bulk=flag]");
        await finance.Locator(".rz-dialog #m-why").FillAsync("driver disputes it");
        await finance.Locator(".rz-dialog button[type=submit]").ClickAsync();
        await Assertions.Expect(finance.Locator(".rz-dialog")).ToHaveCountAsync(0);

        var support = await host.AsAsync(Role.Support, "/sessions?q=JSTOP-1");
        await TickAsync(support);
        await Assertions.Expect(support.Locator("[data-bulk=close], [data-bulk=flag]")).ToHaveCountAsync(0);
        await support.ClickAsync("[data-bulk=stop]");
        await Assertions.Expect(support.Locator("[data-affects=online]")).ToContainTextAsync("1 session is stopped at once");
        await support.Locator(".rz-dialog button[type=submit]").ClickAsync();
        await Assertions.Expect(support.Locator("[data-stop] .good")).ToHaveCountAsync(1);

        await finance.ReloadLiveAsync();
        await Assertions.Expect(finance.Locator(".vt-row")).ToContainTextAsync("In review"); // it was marked, and has ended
        await TickAsync(finance);
        await finance.ClickAsync("[data-bulk=close]");
        await Assertions.Expect(finance.Locator("[data-affects=Ended]")).ToContainTextAsync("1 left alone: has ended");
        await Assertions.Expect(finance.Locator(".rz-dialog button[type=submit]")).ToBeDisabledAsync();

        var viewer = await host.AsAsync(Role.Viewer, "/sessions?q=JSTOP-1");
        await viewer.Locator(".vt-head input").ClickAsync();
        await Assertions.Expect(viewer.Locator(".bulk")).ToContainTextAsync("All 1 that match");
        await Assertions.Expect(viewer.Locator(".bulk .acts button")).ToHaveCountAsync(1);
        var download = await viewer.RunAndWaitForDownloadAsync(() => viewer.ClickAsync("[data-bulk=export]"));
        var lines = (await System.IO.File.ReadAllTextAsync(await download.PathAsync())).Split("\r\n");
        Assert.Contains("JSTOP-1", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("04JSTOP1", lines[1], StringComparison.Ordinal); // whose it is, a viewer does not learn
    }

    [Fact]
    public async Task Credit_AddedAndTakenAway_IsSeenAtOnceAndEnteredOnlyByWhoMay()
    {
        const string card = "04JCREDIT";
        await EnterAsync(new TokenEntry { IdToken = card });
        await EnterAsync(new TokenEntry { IdToken = "DEJRXC12345678", Type = Emaid.TokenType });
        var page = await host.AsAsync(Role.Finance, $"/tokens/{card}?tab=credit");
        var dialog = page.Locator(".rz-dialog");
        await Assertions.Expect(page.Locator("[data-not-prepaid]")).ToContainTextAsync("Not prepaid");
        var reader = await host.AsAsync(Role.Support, $"/tokens/{card}?tab=credit");
        await Assertions.Expect(reader.Locator("[data-not-prepaid]")).ToBeVisibleAsync();

        await page.ClickAsync("[data-key=credit-add]");
        await dialog.Locator("#c-amount").FillAsync("1,000"); // a thousand to one person, one to another
        await dialog.Locator("#c-reason").FillAsync("Paid at the desk");
        await dialog.Locator("[data-key=credit-save]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-wrong=amount]")).ToContainTextAsync("at most 2 decimals");
        await Assertions.Expect(dialog.Locator("#c-reason")).ToHaveValueAsync("Paid at the desk");
        await dialog.Locator("#c-amount").FillAsync("25,5");
        await dialog.Locator("#c-reason").FocusAsync();
        await Assertions.Expect(dialog.Locator("[data-then]")).ToHaveTextAsync("Then 25.50 € are on the card");
        await dialog.Locator("[data-key=credit-save]").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-entries] tbody tr")).ToContainTextAsync("+25.50 €");
        await Assertions.Expect(page.Locator("[data-entries] tbody tr")).ToContainTextAsync("Paid at the desk");

        await page.ClickAsync("[data-key=credit-add]");
        await Assertions.Expect(dialog.Locator("#c-currency")).ToBeDisabledAsync();
        await dialog.Locator("#c-amount").FillAsync("-30");
        await dialog.Locator("[data-key=credit-save]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("Why is something taken away?");
        await dialog.Locator("#c-reason").FillAsync("Paid in twice");
        await dialog.Locator("[data-key=credit-save]").ClickAsync();

        foreach (var balance in (string[])["[data-credit]", "[data-balance]"]) await Assertions.Expect(reader.Locator(balance)).ToHaveTextAsync("−4.50 €"); // it was told
        await Assertions.Expect(reader.Locator("[data-entries] tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(reader.Locator("[data-key=credit-add]")).ToHaveCountAsync(0);
        var audit = await host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(SubjectId: card), 0, 10);
        Assert.Equal(2, audit.Entries.Count(entry => entry.Action == "token.credit"));

        // What was unfolded stays so when something is entered meanwhile.
        var book = host.Services.GetRequiredService<CreditBook>();
        for (var entry = 0; entry < 50; entry++) await book.AddAsync(card, 1, "EUR", "test", null, CancellationToken.None);
        await Assertions.Expect(reader.Locator("[data-entries] tbody tr")).ToHaveCountAsync(50);
        await reader.ClickAsync("[data-key=credit-older]");
        await Assertions.Expect(reader.Locator("[data-entries] tbody tr")).ToHaveCountAsync(52);
        await Assertions.Expect(reader.Locator("[data-key=credit-older]")).ToHaveCountAsync(0);
        await book.AddAsync(card, 1, "EUR", "test", "The last one", CancellationToken.None);
        await Assertions.Expect(reader.Locator("[data-entries] tbody tr").First).ToContainTextAsync("The last one");
        await Assertions.Expect(reader.Locator("[data-entries] tbody tr")).ToHaveCountAsync(53);

        await page.GoLiveAsync("/tokens/DEJRXC12345678");
        await Assertions.Expect(page.Locator(".tabs a[href*='tab=used']")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".tabs a[href*='tab=credit']")).ToHaveCountAsync(0);
    }

    private static FilePayload File(string name, string text) => new() { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) };

    private static Task CountAsync(IPage page, string what, string count) => Assertions.Expect(page.Locator($"[data-count={what}]")).ToHaveTextAsync(count);

    private static async Task TickAsync(IPage page)
    {
        await page.Locator(".vt-row [data-select]").First.ClickAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync("1 session selected");
    }

    private static async Task SelectAllAsync(IPage page, string text, string? note)
    {
        await Assertions.Expect(page.Locator(".vt-row")).ToHaveCountAsync(4);
        await page.Locator(".vt-head input").ClickAsync();
        await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync(text);
        if (note is not null) await Assertions.Expect(page.Locator(".bulk")).ToContainTextAsync(note);
    }

    private static async Task MoreAsync(IPage page, string what)
    {
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync($"[data-bulk={what}]");
    }

    private Task EnterAsync(TokenEntry token) => host.Services.GetRequiredService<TokenStore>().PutAsync(token, CancellationToken.None);

    private async Task<VirtualStation> ChargingAsync(string id, string token)
    {
        await EnterAsync(new TokenEntry { IdToken = token });
        await EnterAsync(id, profile => profile with { SiteId = PagesHost.Site });
        var station = Station(id);
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new IdToken(token));
        var store = host.Services.GetRequiredService<SessionStore>();
        await Eventually.TrueAsync(async () => (await store.ListAsync(new SessionQuery { StationId = id }, CancellationToken.None)).Any(session => session.IsActive), "it charges");
        return station;
    }
}
