using System.Net.Http.Json;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands.Bulk;

/// <summary>A kept root certificate to many stations: by the list's selection and by REST; each version gets what it knows.</summary>
public sealed class BulkRootTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Root_ThatIsKept_IsInstalledInManyStations_FromTheListAndByRest()
    {
        using var authority = new TestCa("Fleet root");
        var pem = authority.Root.ExportCertificatePem();
        var roots = Host.Services.GetRequiredService<RootCertificates>();
        var (kept, _) = await roots.AddAsync("V2GRootCertificate", pem, "test", CancellationToken.None);
        await roots.AddAsync("CSMSRootCertificate", pem, "test", CancellationToken.None);
        await using var first = await HereAsync("ROOT-01", OcppVersion.V201);
        await using var second = await HereAsync("ROOT-02", OcppVersion.V21);
        await using var third = await HereAsync("ROOT-03", OcppVersion.V16);
        var page = await Host.AsAsync(Role.Technician, "/stations?q=ROOT-0&sort=station");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "Available" })).ToHaveCountAsync(3);
        await page.Locator(".vt-head input").ClickAsync();
        await page.ClickAsync("[data-bulk=more]");
        await page.ClickAsync("[data-bulk=InstallCertificate]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Install root certificate: 3 stations" }).ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("A certificate is needed."); // nothing is chosen, nothing was sent
        await dialog.Locator("#c-root").SelectOptionAsync(kept!.Id.ToString());
        await Assertions.Expect(dialog.Locator("[data-affects=NotSupported]")).ToContainTextAsync("1 left out"); // 1.6 has no V2G root
        await dialog.Locator("#b-canary").FillAsync("0");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Install root certificate: 2 stations" }).ClickAsync();

        await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Install root certificate · ");
        await Assertions.Expect(page.Locator(".head .tag")).ToHaveTextAsync("Done");
        var book = Host.Services.GetRequiredService<InstalledBook>();
        Assert.All(["ROOT-01", "ROOT-02"], id => Assert.Equal("V2GRootCertificate", Assert.Single(book.Find(StationId.Parse(id)).Held).Use));
        Assert.Empty(book.Find(StationId.Parse("ROOT-03")).Held);

        using var client = Host.Client(withKey: true);
        var started = await client.PostAsJsonAsync("/api/v1/bulk-commands", new
        {
            action = "InstallCertificate", body = new { certificateType = "CSMSRootCertificate", certificate = pem }, filter = new { search = "ROOT-0" }, pauseSeconds = 0,
        });
        Assert.Equal(System.Net.HttpStatusCode.Accepted, started.StatusCode);
        var run = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        await Eventually.TrueAsync(async () => (await client.GetFromJsonAsync<JsonElement>($"/api/v1/bulk-commands/{run}")).GetProperty("counts").TryGetProperty("done", out var done) && done.GetInt32() == 3, "all three have taken it");
        Assert.All(["ROOT-01", "ROOT-02", "ROOT-03"], id => Assert.Contains(book.Find(StationId.Parse(id)).Held, each => each.Use == "CSMSRootCertificate"));
    }

    private async Task<VirtualStation> HereAsync(string id, OcppVersion version)
    {
        await EnterAsync(id);
        var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        return station;
    }
}
