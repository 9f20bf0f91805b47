using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Messages;

/// <summary>What is said about a frame is said in the reader's language, live and from the log.</summary>
public sealed class MessageTextsTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Messages_InGerman_SayInGermanWhatIsWrongWithAFrame()
    {
        const string Id = "WORDS-01";
        await EnterAsync(Id);
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=messages", locale: "de-DE");
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id);
        Assert.Contains("chargePointModel is required", await station.AskAsync("""[2,"1","BootNotification",{"chargePointVendor":"Arden"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"2","BootNotification",{"chargePointVendor":"Arden","chargePointModel":"T2","colour":"red"}]"""), StringComparison.Ordinal);
        Assert.StartsWith("[3,", await station.AskAsync("""[2,"3","StartTransaction",{"connectorId":1,"idTag":"X","meterStart":12345,"timestamp":"2026-11-21T12:00:00Z"}]"""), StringComparison.Ordinal);

        await SaysAsync(page);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("html[data-link=live]");
        await SaysAsync(page);

        await page.Locator(".vt-row", new() { HasText = "chargePointModel fehlt" }).Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail .ban")).ToHaveTextAsync("OccurenceConstraintViolation: chargePointModel fehlt");
        await Assertions.Expect(page.Locator("aside.detail .note")).ToHaveCountAsync(0);
        await page.Locator(".vt-row", new() { HasText = "Arden T2" }).Locator("a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail .note")).ToContainTextAsync("colour steht nicht im Standard");
    }

    private static async Task SaysAsync(IPage page)
    {
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "chargePointModel fehlt" })).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "12.345 Wh" })).ToHaveCountAsync(1);
    }
}
