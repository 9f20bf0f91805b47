using Csms.Console.Pages.Settings;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Stations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Settings;

/// <summary>Changing what can be changed while the program runs.</summary>
public sealed class SettingsJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Settings_SavedByTwo_TellTheSecondAndKeepWhatWasEntered()
    {
        const string email = "concerned@example.com", password = "a-password-of-mine-2";
        await Host.CreateAsync(email, password, Role.Finance);
        var first = await Host.SignedInAsync("/admin/settings");
        var second = await Host.SignedInAsync("/admin/settings");
        var accept = await first.Locator("#s-unknown").IsCheckedAsync();
        await first.Locator("#s-unknown").SetCheckedAsync(!accept);
        await first.ClickAsync("[data-key=save]");
        await Assertions.Expect(first.Locator(".ban")).ToContainTextAsync("Saved");
        Assert.Equal(!accept, Host.Services.GetRequiredService<StationSettings>().AcceptUnknown);

        await second.GetByLabel("Finance").CheckAsync();
        await Assertions.Expect(second.Locator(".one", new() { HasText = "Finance" })).ToContainTextAsync("1 of them");
        await second.ClickAsync("[data-key=save]");
        await Assertions.Expect(second.Locator(".ban")).ToContainTextAsync("Administrator saved meanwhile");
        await Assertions.Expect(second.GetByLabel("Finance")).ToBeCheckedAsync();
        Assert.Empty(Host.Services.GetRequiredService<SecurityRules>().SecondFactorRoles);
        await second.Locator("#s-unknown").SetCheckedAsync(!accept);
        await second.ClickAsync("[data-key=save]");
        await Assertions.Expect(second.Locator(".ban")).ToContainTextAsync("Saved");

        // In force at once, and over a restart.
        var page = await Host.OpenAsync("/overview");
        await BrowserHost.SignInAsync(page, email, password);
        await page.WaitForURLAsync("**/account/two-factor");
        var rules = ActivatorUtilities.CreateInstance<SecurityRules>(Host.Services);
        await rules.LoadAsync(CancellationToken.None);
        Assert.Equal([Role.Finance], rules.SecondFactorRoles);
        var log = await Host.Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(SubjectKind: "setting"), 0, 10);
        Assert.Equal(["setting.secondFactor", "setting.stations"], log.Entries.Select(entry => entry.Action));
    }

    [Fact]
    public void Configuration_Shown_SaysWhereFromAndNoSecret()
    {
        var settings = ConfigurationView.Of(Host.Services.GetRequiredService<IConfiguration>());
        Assert.Equal("arguments", settings.Single(setting => setting.Key == "Csms:DataDirectory").Source);
        Assert.Equal(("300", null), settings.Where(setting => setting.Key == "Csms:Ocpp:HeartbeatSeconds").Select(setting => (setting.Value, setting.Source)).Single());
        Assert.DoesNotContain(settings, setting => setting.Value is { } value && (value.Contains(ConsoleHost.AdminPassword, StringComparison.Ordinal) || value.Contains(ConsoleHost.ApiKey, StringComparison.Ordinal)));
        Assert.Null(settings.Single(setting => setting.Key == "ConnectionStrings:Csms").Value);
    }
}
