using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Charging;

/// <summary>Smart charging in a real browser, with simulated stations that obey what they are told.</summary>
public sealed class ChargingJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Profile_SetReadAskedAndCleared_IsObeyedByTheStation()
    {
        await using var station = await ChargingAsync("CHARGE-01", OcppVersion.V201);
        var page = await Host.SignedInAsync("/stations/CHARGE-01?tab=charging&evse=1");
        var now = page.Locator("[data-now]");
        await Assertions.Expect(now).ToContainTextAsync("No limit");

        await page.ClickAsync("[data-key=set-profile]");
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".steps .wrong")).ToHaveTextAsync("A number, 0 or more.");
        await dialog.Locator("#p-purpose").SelectOptionAsync("TxProfile");
        await dialog.Locator("[data-limit='0']").FillAsync("4.2");
        await dialog.Locator("[data-key=add-step]").ClickAsync();
        await dialog.Locator("[data-from='1']").FillAsync("30:00");
        await dialog.Locator("[data-limit='1']").FillAsync("7");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
        await dialog.Locator("[data-autofocus]").ClickAsync();

        var profile = page.Locator("[data-profiles] li");
        await Assertions.Expect(profile).ToContainTextAsync("One session");
        await Assertions.Expect(profile).ToContainTextAsync("4.2 kW, from 30:00 7.0 kW");
        await Assertions.Expect(profile).ToContainTextAsync("Decides now");
        await Assertions.Expect(now).ToContainTextAsync("4.2 kW");
        await Eventually.TrueAsync(() => Find("CHARGE-01").Sessions.Running(1)?.Live?.PowerW is <= 4250, "the station obeys");
        await Assertions.Expect(page.Locator(".chart canvas")).ToHaveCountAsync(1);

        await page.ClickAsync("[data-run=GetCompositeSchedule]");
        await Assertions.Expect(page.Locator("[data-answer]")).ToContainTextAsync("Within our limit");
        await Assertions.Expect(page.Locator(".keys")).ToContainTextAsync("The station's answer");
        await page.ClickAsync("[data-run=GetChargingProfiles]");
        await Assertions.Expect(profile).ToContainTextAsync("seen there");

        // Somebody else limits it, and the car tells what it needs: both show by themselves.
        await station.LimitExternallyAsync(1, 3000, "SO");
        await Assertions.Expect(page.Locator("[data-limits]")).ToContainTextAsync("Grid critical");
        await Assertions.Expect(now).ToContainTextAsync("3.0 kW");
        await station.TellNeedsAsync(1);
        await Assertions.Expect(page.Locator("[data-cars]")).ToContainTextAsync("A profile was accepted.");
        await station.ClearExternalLimitAsync(1, "SO");

        await page.ClickAsync("[data-key=clear-profiles]");
        await Assertions.Expect(dialog.Locator("[data-going] li")).ToHaveCountAsync(2); // ours, and the one made for the car
        await dialog.Locator(".btn.d").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
        await dialog.Locator("[data-autofocus]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-profiles]")).ToHaveCountAsync(0);
        await Assertions.Expect(now).ToContainTextAsync("No limit");
        await Eventually.TrueAsync(() => Find("CHARGE-01").Sessions.Running(1)?.Live?.PowerW is > 10_000, "it charges as before");

        using var scope = Host.Services.CreateScope();
        var audit = await scope.ServiceProvider.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery { Text = "CHARGE-01" }, 0, 50);
        Assert.Contains(audit.Entries, entry => entry.Action == "station.command.SetChargingProfile");
        Assert.Contains(audit.Entries, entry => entry.Action == "station.command.ClearChargingProfile");
    }

    [Fact]
    public async Task Station21_DynamicValuePriorityAndGridControl_AreGivenFromTheTab()
    {
        await using var station = await ChargingAsync("CHARGE-02", OcppVersion.V21);
        var page = await Host.SignedInAsync("/stations/CHARGE-02?tab=charging&evse=1");
        var dialog = page.Locator(".rz-dialog");
        var now = page.Locator("[data-now]");

        await SetAsync("TxDefaultProfile", "Dynamic", "6");
        await Assertions.Expect(now).ToContainTextAsync("6.0 kW");
        await page.ClickAsync("[data-key=profile-actions]");
        await page.ClickAsync("[data-key=renew-profile]");
        await dialog.Locator("#r-limit").FillAsync("5");
        await SentAsync();
        await Assertions.Expect(now).ToContainTextAsync("5.0 kW");

        await SetAsync("PriorityCharging", "Relative", "9");
        await page.ClickAsync("[data-run=UsePriorityCharging]");
        await Assertions.Expect(now).ToContainTextAsync("9.0 kW");
        await Assertions.Expect(page.Locator("[data-cars]")).ToContainTextAsync("Switch off");

        await page.ClickAsync("[data-key=set-control]");
        await dialog.Locator("#d-type").SelectOptionAsync("LimitMaxDischarge");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".field .wrong")).ToHaveTextAsync("A number.");
        await dialog.Locator("#d-pctMaxDischargePower").FillAsync("80");
        await SentAsync();
        await Assertions.Expect(page.Locator("[data-control]")).ToContainTextAsync("LimitMaxDischarge");
        await page.ClickAsync("[data-key=clear-control]");
        await dialog.Locator("[data-key=give]").ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
        await dialog.Locator("[data-autofocus]").ClickAsync();
        await Assertions.Expect(page.Locator("[data-control]")).ToHaveCountAsync(0);

        async Task SetAsync(string purpose, string kind, string limit)
        {
            await page.ClickAsync("[data-key=set-profile]");
            await dialog.Locator("#p-purpose").SelectOptionAsync(purpose);
            await dialog.Locator("#p-kind").SelectOptionAsync(kind);
            await dialog.Locator("[data-limit='0']").FillAsync(limit);
            await SentAsync();
        }

        async Task SentAsync()
        {
            await dialog.Locator("button[type=submit]").ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
            await dialog.Locator("[data-autofocus]").ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Station21_ModeSetpointTransferAndSignal_AreGivenFromTheTab()
    {
        await using var station = await ChargingAsync("CHARGE-04", OcppVersion.V21);
        var page = await Host.SignedInAsync("/stations/CHARGE-04?tab=charging&evse=1");
        var dialog = page.Locator(".rz-dialog");
        var (now, cars) = (page.Locator("[data-now]"), page.Locator("[data-cars]"));

        await page.ClickAsync("[data-key=set-profile]");
        await dialog.Locator("#p-kind").SelectOptionAsync("Dynamic");
        await dialog.Locator("[data-key=more]").ClickAsync();
        await dialog.Locator("[data-mode='0']").SelectOptionAsync("CentralSetpoint");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".field .wrong")).ToHaveTextAsync("A number.");
        await dialog.Locator("#p-setpoint-0").FillAsync("6");
        await SentAsync();
        await Assertions.Expect(now).ToContainTextAsync("6.0 kW");

        // A new setpoint, for a profile that is there.
        await page.ClickAsync("[data-key=profile-actions]");
        await page.ClickAsync("[data-key=renew-profile]");
        await Assertions.Expect(dialog.Locator("#r-setpoint")).ToHaveValueAsync("6");
        await dialog.Locator("#r-setpoint").FillAsync("5");
        await SentAsync();
        await Assertions.Expect(now).ToContainTextAsync("5.0 kW");

        // It is opened with what it says, and becomes one that follows the frequency and its signal.
        await page.ClickAsync("[data-key=profile-actions]");
        await page.ClickAsync("[data-key=change-profile]");
        await Assertions.Expect(dialog.Locator("#p-setpoint-0")).ToHaveValueAsync("5");
        await dialog.Locator("[data-mode='0']").SelectOptionAsync("LocalFrequency");
        await dialog.Locator("#p-baseline-0").FillAsync("4");
        await dialog.Locator("#p-freq-0").FillAsync("49.8=5; 50.2=-5");
        await dialog.Locator("#p-signal-0").FillAsync("-10=-5; 10=5");
        await SentAsync();
        await page.ClickAsync("[data-key=afrr-signal]");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveTextAsync("A whole number.");
        await dialog.Locator("#f-signal").FillAsync("-7");
        await SentAsync();
        await Assertions.Expect(cars).ToContainTextAsync("7, sent");

        // What the car may use is changed beside it; what it asks for is judged by that, and told.
        await AllowAsync("DC");
        await station.TellNeedsAsync(1, controlMode: "DynamicControl");
        await Assertions.Expect(cars).ToContainTextAsync("Answered Rejected");
        await AllowAsync("AC_three_phase");
        await station.TellNeedsAsync(1, controlMode: "DynamicControl");
        await Assertions.Expect(cars).ToContainTextAsync("A profile was accepted.");
        await Assertions.Expect(cars).ToContainTextAsync("from moment to moment");

        async Task AllowAsync(string mode)
        {
            await page.ClickAsync("[data-key=allow-transfer]");
            await dialog.Locator($"[data-transfer={mode}]").CheckAsync();
            await SentAsync();
            await Assertions.Expect(cars).ToContainTextAsync(mode);
        }

        async Task SentAsync()
        {
            await dialog.Locator("button[type=submit]").ClickAsync();
            await Assertions.Expect(dialog).ToContainTextAsync("Answered: Accepted");
            await dialog.Locator("[data-autofocus]").ClickAsync();
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task Support_OnTheTab_SeesNoFormAndTheServerRefuses()
    {
        await EnterAsync("CHARGE-03");
        await using var station = Station("CHARGE-03", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.AsAsync(Role.Support, "/stations/CHARGE-03?tab=charging");
        await Assertions.Expect(page.Locator("[data-now]")).ToContainTextAsync("No limit");
        await Assertions.Expect(page.Locator("[data-key=set-profile], [data-key=clear-profiles], [data-key=set-control], [data-key=allow-transfer], [data-key=afrr-signal], [data-run]")).ToHaveCountAsync(0);

        var support = new AccessScope(new Actor(ActorKind.User, "s", "Support"), Permissions.Of(Role.Support).Select(permission => KeyValuePair.Create(permission, SiteSet.Everything)));
        using var scope = Host.Services.CreateScope();
        using var executor = new CommandExecutor(
            Host.Services.GetRequiredService<StationCommands>(), Host.Services.GetRequiredService<LiveBoard>(), new FixedScope(support), scope.ServiceProvider.GetRequiredService<IAuditLog>());
        foreach (var action in (string[])["SetChargingProfile", "ClearChargingProfile", "GetChargingProfiles", "GetCompositeSchedule", "UpdateDynamicSchedule", "UsePriorityCharging", "NotifyAllowedEnergyTransfer", "AFRRSignal", "SetDERControl", "ClearDERControl"])
            Assert.Null(await executor.StartAsync(StationId.Parse("CHARGE-03"), action, new JsonObject()));
    }

    private async Task<VirtualStation> ChargingAsync(string id, OcppVersion version)
    {
        await EnterAsync(id);
        await EnterTokenAsync("04CHARGE");
        // Its clock is ours: what it says of times is meant as it is said.
        var station = new VirtualStation(Charger(id, version) with { Speed = 1, MeterInterval = TimeSpan.FromSeconds(1) });
        await station.ConnectAndBootAsync(Deadline);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.TapAsync(1, new Csms.Simulator.Station.IdToken("04CHARGE"));
        await Eventually.TrueAsync(() => Find(id).Sessions.Running(1)?.Live?.PowerW is > 10_000, "it charges");
        return station;
    }

    private StationState Find(string id) => Host.Services.GetRequiredService<StationRegistry>().Find(StationId.Parse(id))!;

    private sealed class FixedScope(AccessScope scope) : IUserScope
    {
        public ValueTask<AccessScope> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(scope);
    }
}
