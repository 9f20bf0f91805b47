using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>A log file from the request in the dialog to the bytes on the operator's disk, in a real browser.</summary>
public sealed class LogFileJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task LogFile_AskedForAndUploaded_IsDownloadedAsTheStationSentIt()
    {
        const string Id = "LOG-01";
        var content = new byte[70_000];
        new Random(7).NextBytes(content);
        await EnterAsync(Id);
        await using var station = await FakeStation.ConnectAsync(new UriBuilder(Host.Address) { Scheme = "ws" }.Uri, Id, "ocpp2.0.1");
        Assert.Contains("Accepted", await station.AskAsync("""[2,"boot","BootNotification",{"reason":"PowerUp","chargingStation":{"vendorName":"Arden","model":"T2"}}]"""), StringComparison.Ordinal);

        var page = await Host.SignedInAsync($"/stations/{Id}?tab=firmware");
        await page.ClickAsync(".station [data-key=get-log]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("button[type=submit]").ClickAsync();
        var asked = JsonElement.Parse(await station.ReceiveAsync());
        Assert.Equal("GetLog", asked[2].GetString());
        await station.SendAsync($$"""[3,"{{asked[1].GetString()}}",{"status":"Accepted","filename":"diagnostics.tar.gz"}]""");
        using (var client = new HttpClient())
        {
            using var body = new ByteArrayContent(content);
            using var taken = await client.PutAsync(new Uri(asked[3].GetProperty("log").GetProperty("remoteLocation").GetString()!), body);
            taken.EnsureSuccessStatusCode();
        }

        Assert.StartsWith("[3,", await station.AskAsync($$"""[2,"log","LogStatusNotification",{"status":"Uploaded","requestId":{{asked[3].GetProperty("requestId").GetInt32()}}}]"""), StringComparison.Ordinal);
        await Assertions.Expect(dialog.Locator(".life li.done").Last).ToContainTextAsync("Upload");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last.ClickAsync();

        var link = page.Locator(".logs a[download]");
        await Assertions.Expect(link).ToHaveTextAsync("diagnostics.tar.gz");
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Equal("diagnostics.tar.gz", download.SuggestedFilename);
        Assert.Equal(content, await File.ReadAllBytesAsync(await download.PathAsync()));
        using (var scope = Host.Services.CreateScope())
        {
            var audit = await scope.ServiceProvider.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery { Text = Id }, 0, 50);
            Assert.Contains(audit.Entries, entry => entry.Action == "station.log.download");
        }

        var address = await link.GetAttributeAsync("href");
        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}");
        await Assertions.Expect(viewer.Locator("h1")).ToHaveTextAsync(Id);
        var refused = await viewer.APIRequest.GetAsync(address!, new() { MaxRedirects = 0 });
        Assert.NotEqual(200, refused.Status);
    }
}
