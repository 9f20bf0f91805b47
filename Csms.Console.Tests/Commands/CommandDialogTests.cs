using Csms.Console.Commands;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands;

/// <summary>Every command dialog of the station page, from the menu to what was seen afterwards.</summary>
public sealed class CommandDialogTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    private const string Token = "04C0FFEE";

    /// <summary>Command, version, what is filled in (selector=value), the station's word, and what is observed then.</summary>
    public static TheoryData<CommandKind, OcppVersion, string[], string, string?> Dialogs => new()
    {
        { CommandKind.Start, OcppVersion.V16, [$"#c-token={Token}"], "Accepted", "Transaction started on EVSE 1" },
        { CommandKind.Start, OcppVersion.V201, [$"#c-token={Token}"], "Accepted", "Transaction started on EVSE 1" },
        { CommandKind.Stop, OcppVersion.V16, [], "Accepted", "Transaction ended, reason Remote" },
        { CommandKind.Stop, OcppVersion.V201, [], "Accepted", "Transaction ended, reason Remote" },
        { CommandKind.Reset, OcppVersion.V16, [], "Accepted", "Booted, reason" },
        { CommandKind.Unlock, OcppVersion.V201, [], "Unlocked", null },
        { CommandKind.Availability, OcppVersion.V16, [], "Accepted", "is Unavailable" },
        { CommandKind.Availability, OcppVersion.V201, [], "Accepted", "is Unavailable" },
        { CommandKind.Trigger, OcppVersion.V16, ["#c-message=Heartbeat"], "Accepted", "Heartbeat came" },
        { CommandKind.Trigger, OcppVersion.V201, ["#c-message=MeterValues"], "Accepted", "MeterValues came" },
        { CommandKind.ClearCache, OcppVersion.V16, [], "Accepted", null },
        { CommandKind.ClearCache, OcppVersion.V201, [], "Accepted", null },
        { CommandKind.GetVariables, OcppVersion.V16, ["#c-variables=HeartbeatInterval"], "Accepted", null },
        { CommandKind.GetVariables, OcppVersion.V201, ["#c-variables=OCPPCommCtrlr.HeartbeatInterval"], "Accepted", null },
        { CommandKind.SetVariables, OcppVersion.V16, ["#c-variable=HeartbeatInterval", "#c-value=600"], "Accepted", null },
        { CommandKind.SetVariables, OcppVersion.V201, ["#c-variable=OCPPCommCtrlr.HeartbeatInterval", "#c-value=600"], "Accepted", null },
        { CommandKind.BaseReport, OcppVersion.V201, ["#c-report=ConfigurationInventory"], "Accepted", "Report complete" },
        { CommandKind.Report, OcppVersion.V201, ["#c-parts=OCPPCommCtrlr\nSecurityCtrlr.SecurityProfile"], "Accepted", "Report complete" },
        { CommandKind.TransactionStatus, OcppVersion.V201, [], "Accepted", null },
        { CommandKind.GetLog, OcppVersion.V16, [], "Accepted", "Upload" },
        { CommandKind.GetLog, OcppVersion.V201, ["#c-log=SecurityLog"], "Accepted", "Upload" },
        { CommandKind.DataTransfer, OcppVersion.V16, ["#c-vendor=Arden", "#c-messageid=Echo", "#c-data=hello"], "Accepted", null },
        { CommandKind.DataTransfer, OcppVersion.V201, ["#c-vendor=Arden", "#c-messageid=Echo", "#c-data={\"a\":1}"], "Accepted", null },
    };

    [Theory]
    [MemberData(nameof(Dialogs))]
    public async Task Command_Given_IsFollowedFromQueuedToObserved(CommandKind kind, OcppVersion version, string[] fields, string answer, string? observed)
    {
        var id = $"CMD-{kind}-{version}".ToUpperInvariant();
        await EnterAsync(id);
        await EnterTokenAsync(Token);
        await using var station = Station(id, version);
        await station.ConnectAndBootAsync(Deadline);
        if (kind is CommandKind.Start or CommandKind.Stop) await station.PlugInAsync(1, new VirtualVehicle());
        if (kind is CommandKind.Stop) await station.TapAsync(1, new IdToken(Token));
        var page = await Host.SignedInAsync($"/stations/{id}");
        if (kind is CommandKind.Stop) await Assertions.Expect(page.Locator(".evse")).ToContainTextAsync("Charging");

        var dialog = await OpenAsync(page, kind);
        foreach (var field in fields)
        {
            var (selector, value) = (field[..field.IndexOf('=', StringComparison.Ordinal)], field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            if (selector is "#c-message" or "#c-report" or "#c-log") await dialog.Locator(selector).SelectOptionAsync(value);
            else await dialog.Locator(selector).FillAsync(value);
        }
        await dialog.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(dialog.Locator(".life li.done", new() { HasText = $"Answered: {answer}" })).ToBeVisibleAsync();
        if (observed is not null) await Assertions.Expect(dialog.Locator(".life li.done").Last).ToContainTextAsync(observed);
        await Assertions.Expect(dialog.Locator(".life li.bad, .life li.now")).ToHaveCountAsync(0);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).Last).ToBeFocusedAsync();
    }

    [Fact]
    public void Dialogs_OfEveryCommand_AreInTheTable() =>
        Assert.Equal(CommandKinds.All.Order(), Dialogs.Select(row => (CommandKind)row[0]).Distinct().Order());

    [Fact]
    public async Task Command_Refused_SaysSoInTheStationsWordAndIsOfferedAgain()
    {
        await EnterAsync("CMD-REFUSED");
        await using var station = Station("CMD-REFUSED");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/CMD-REFUSED");
        var dialog = await OpenAsync(page, CommandKind.DataTransfer);
        await dialog.Locator("#c-vendor").FillAsync("Somebody else");
        await dialog.Locator("button[type=submit]").ClickAsync();

        await Assertions.Expect(dialog.Locator(".life li.bad")).ToContainTextAsync("Answered: UnknownVendorId");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Assertions.Expect(dialog.Locator("#c-vendor")).ToHaveValueAsync("Somebody else");
        await dialog.Locator("#c-vendor").FillAsync("Arden");
        await dialog.Locator("#c-messageid").FillAsync("Echo");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".life li.done").Last).ToContainTextAsync("Answered: Accepted");
    }

    [Fact]
    public async Task Command_WithoutWhatItNeeds_IsNotSentAndSaysWhatIsMissing()
    {
        await EnterAsync("CMD-EMPTY");
        await using var station = Station("CMD-EMPTY");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/CMD-EMPTY");
        var dialog = await OpenAsync(page, CommandKind.Start);
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".wrong")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.Locator("#c-token")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(dialog.Locator(".life")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Command_WithoutAnAnswer_SaysThatItIsNotKnownWhatHappened()
    {
        await EnterAsync("CMD-MUTE");
        await using var station = Station("CMD-MUTE");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/CMD-MUTE");
        var dialog = await OpenAsync(page, CommandKind.ClearCache);
        station.MuteLink();
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".life")).ToContainTextAsync("waiting");

        station.CutLink();

        await Assertions.Expect(dialog.Locator(".life li.bad")).ToContainTextAsync("No answer");
        await Assertions.Expect(dialog.Locator(".life li.bad")).ToContainTextAsync("The connection ended before the station answered.");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToBeVisibleAsync();
    }

    private static async Task<ILocator> OpenAsync(IPage page, CommandKind kind)
    {
        await page.ClickAsync(".station .top .head [data-key=actions]");
        await page.ClickAsync($".station .top .head [data-menu-item][data-command={kind}]");
        return page.Locator(".rz-dialog");
    }
}
