using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Certificates;

/// <summary>A network profile set on the tab Security, and a raise of the security profile that something is in the way of.</summary>
public sealed class NetworkJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Profile_SetByAForm_IsShown_AndARaiseSaysWhatIsInItsWay()
    {
        const string Id = "NETP-01";
        await EnterAsync(Id);
        await using var station = Station(Id);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.AsAsync(Role.Technician, $"/stations/{Id}?tab=security");

        await page.ClickAsync("[data-key=network-add]");
        await page.FillAsync("#n-url", "http://csms.example");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(1);
        await page.FillAsync("#n-url", "wss://csms.example/ocpp");
        await page.SelectOptionAsync("#n-profile", "2");
        await page.Locator("summary").Filter(new() { HasText = "VPN" }).ClickAsync();
        await page.FillAsync("#n-server", "vpn.example");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(3); // user, password and key
        foreach (var field in new[] { "user", "password", "key" }) await page.FillAsync($"#n-vpn{field}", $"vpn-{field}");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator("[data-slot='2']")).ToContainTextAsync("wss://csms.example/ocpp");
        await Assertions.Expect(page.Locator("[data-slot='2']")).ToContainTextAsync("VPN vpn.example");

        await page.ClickAsync("[data-key=raise-profile]");
        await Assertions.Expect(page.Locator("[data-check=Station]")).ToHaveAttributeAsync("data-ok", "True");
        await Assertions.Expect(page.Locator("[data-check=Tls]")).ToHaveAttributeAsync("data-ok", "False");
        await Assertions.Expect(page.Locator("[data-key=start-raise]")).ToBeDisabledAsync();

        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}?tab=security");
        await Assertions.Expect(viewer.Locator("[data-slot='2']")).ToHaveCountAsync(1);
        await Assertions.Expect(viewer.Locator("[data-key=network-add], [data-key=raise-profile]")).ToHaveCountAsync(0);
    }
}
