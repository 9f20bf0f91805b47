using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Certificates;

/// <summary>The tab Security in a real browser, with a simulated station that takes what it is given.</summary>
public sealed class SecurityJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Station_TellsAndIsGivenAPassword_ShowsOnTheTabByItself()
    {
        await EnterAsync("SECURE-01");
        await using var station = Station("SECURE-01", OcppVersion.V201);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/SECURE-01?tab=security");
        await Assertions.Expect(page.Locator(".cols")).ToContainTextAsync("The station has told of none.");
        await station.SendCallAsync("SecurityEventNotification", new JsonObject { ["type"] = "TamperDetectionActivated", ["timestamp"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), ["techInfo"] = "Cover opened" });
        await Assertions.Expect(page.Locator("[data-security-events] li")).ToContainTextAsync("TamperDetectionActivatedCritical");
        await Assertions.Expect(page.Locator("[data-security-events] li")).ToContainTextAsync("Cover opened");

        await page.ClickAsync("[data-key=change-password]");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Give new password" }).ClickAsync();
        var change = page.Locator("[data-password-change]");
        await Assertions.Expect(change).ToContainTextAsync("The station has accepted its first password.");
        await station.RebootAsync(); // it comes back with it
        await Assertions.Expect(change).ToContainTextAsync("The station has taken the new password. The old one counts no more.");
        await station.WaitForAsync(each => each.Registration == RegistrationState.Accepted && each.IsConnected, Deadline);
        await Assertions.Expect(page.Locator("[data-password]")).ToContainTextAsync("The station connects with a password.");

        var support = await Host.AsAsync(Role.Support, "/stations/SECURE-01?tab=security");
        await Assertions.Expect(support.Locator("[data-security-events] li")).ToContainTextAsync("Cover opened");
        await Assertions.Expect(support.Locator("[data-key=change-password]")).ToHaveCountAsync(0);
    }
}
