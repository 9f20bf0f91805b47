using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Vendors;

/// <summary>What a vendor's station does differently, and what its codes and messages mean, seen and entered.</summary>
public sealed class VendorJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const string Id = "VEND-01";

    [Fact]
    public async Task Administrator_EntersWhatAVendorMeans_AndSeesItWhereTheStationTells()
    {
        await EnterAsync(Id);
        await EnterAsync("VEND-02");
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id);
        await AnswerAsync(station, "BootNotification", """{"chargePointVendor":"Acme","chargePointModel":"Wall 22"}""", "Accepted");
        await AnswerAsync(station, "StatusNotification", """{"connectorId":1,"errorCode":"OtherError","status":"faulted","vendorErrorCode":"E17"}""", "{}");
        var page = await Host.SignedInAsync("/admin/vendors");

        var dialog = page.Locator(".rz-dialog");
        await page.ClickAsync("[data-key=add-fault]");
        await dialog.Locator("#f-vendor").FillAsync("Acme");
        await dialog.Locator("#f-code").FillAsync("E17");
        await dialog.Locator("[data-key=save-fault]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".field:has(#f-meaning) .wrong")).ToHaveTextAsync("Something must stand here.");
        await Assertions.Expect(dialog.Locator("#f-code")).ToHaveValueAsync("E17");
        await dialog.Locator("#f-meaning").FillAsync("The door is open.");
        await dialog.Locator("[data-key=save-fault]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-own-faults] tbody tr")).ToContainTextAsync("The door is open.");

        await page.ClickAsync("[data-key=add-transfer]");
        await dialog.Locator("#x-vendor").FillAsync("com.acme");
        await dialog.Locator("#x-message").FillAsync("door");
        await dialog.Locator("#x-schema").FillAsync("""{"type":"object","required":["open"],"properties":{"open":{"type":"boolean","pattern":"x"}}}""");
        await dialog.Locator("[data-key=save-transfer]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".field:has(#x-schema) .wrong")).ToHaveTextAsync("/properties/open/pattern: the keyword pattern is not checked here, so it can't be taken.");
        await Assertions.Expect(dialog.Locator("#x-vendor")).ToHaveValueAsync("com.acme");
        await dialog.Locator("#x-schema").FillAsync("""{"type":"object","required":["open"],"properties":{"open":{"type":"boolean"}}}""");
        await dialog.Locator("[data-key=save-transfer]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-transfers] tbody tr")).ToContainTextAsync("door");

        await AnswerAsync(station, "DataTransfer", """{"vendorId":"com.acme","messageId":"door","data":"{\"open\":1}"}""", "Rejected");
        await Assertions.Expect(page.Locator("[data-transfer-counts] tbody tr")).ToContainTextAsync("open must be true or false");

        await page.GoLiveAsync(new Uri(Host.Address, $"/stations/{Id}").ToString());
        await Assertions.Expect(page.Locator(".evse .line")).ToContainTextAsync("OtherError · E17 – The door is open.");
        var quirk = page.Locator("[data-quirk=EnumCase]");
        await Assertions.Expect(quirk).ToContainTextAsync("Capital and small letters");
        await quirk.GetByRole(AriaRole.Link, new() { Name = "All stations that show it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".fchip")).ToContainTextAsync(["Capital and small letters"]);
        await Assertions.Expect(page.Locator(".vt-row")).ToContainTextAsync([Id]); // the other one is as the standard says
        var lines = (await page.EvaluateAsync<string>("() => fetch(document.querySelector('[data-key=export]').href).then(answer => answer.text())")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(Id, Assert.Single(lines.Skip(1)), StringComparison.Ordinal);
        await page.GoBackAsync(); // within the circuit
        await quirk.Locator("a.lnk").First.ClickAsync();
        await Assertions.Expect(page.Locator("aside.detail")).ToContainTextAsync("Mended: a word was written in another case");
    }

    private static int _id;

    private static async Task AnswerAsync(FakeStation station, string action, string payload, string answer)
    {
        var id = $"v{Interlocked.Increment(ref _id)}";
        Assert.Contains(answer, await station.AskAsync($"""[2,"{id}","{action}",{payload}]"""), StringComparison.Ordinal);
    }
}
