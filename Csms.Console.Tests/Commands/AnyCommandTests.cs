using Csms.Console.Commands;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Commands;

/// <summary>A command that has no dialog of its own, filled in from its field table.</summary>
public sealed class AnyCommandTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task AnyCommand_FilledInFieldByField_IsSentAndItsMissingFieldsAreToldBesideThem()
    {
        await EnterAsync("ANY-1");
        await using var station = Station("ANY-1", OcppVersion.V21);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/ANY-1");
        await page.Locator(".station .top .head [data-key=actions]").ClickAsync();
        await page.Locator(".station .top .head [data-command=Any]").ClickAsync();
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator("#any-action").SelectOptionAsync("GetReport");
        await Assertions.Expect(dialog.Locator("[id='any-requestId']")).Not.ToHaveValueAsync("");

        await dialog.Locator("[data-add='']").SelectOptionAsync("componentVariable");
        await dialog.Locator("[data-add='componentVariable[0]']").SelectOptionAsync("variable");
        await dialog.Locator("[id='any-componentVariable[0].component.name']").FillAsync("OCPPCommCtrlr");
        await dialog.Locator("button[type=submit]").ClickAsync();

        var name = dialog.Locator("[data-path='componentVariable[0].variable.name']");
        await Assertions.Expect(name.Locator(".wrong")).ToHaveTextAsync("name is required");
        await Assertions.Expect(dialog.Locator("[aria-invalid=true]")).ToHaveCountAsync(1);
        await Assertions.Expect(dialog.Locator(".life")).ToHaveCountAsync(0);

        await name.Locator("input").FillAsync("HeartbeatInterval");
        await Assertions.Expect(dialog.Locator(".json")).ToContainTextAsync("\"name\": \"HeartbeatInterval\"");
        await Assertions.Expect(dialog.Locator(".wrong")).ToHaveCountAsync(0);
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".life li.done", new() { HasText = "Answered: Accepted" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnyCommand_FoundByTyping_OffersWhatTheVersionHasAndTheFormOfAVendorsMessage()
    {
        await EnterAsync("ANY-2");
        await Host.Services.GetRequiredService<TransferDirectory>().PutAsync(new TransferMessage("com.arden", "led",
            TransferSchema.Read("""{"type":"object","required":["on"],"properties":{"on":{"type":"boolean"},"level":{"type":"integer","minimum":1,"maximum":9}}}""", out _)!, DateTimeOffset.UnixEpoch, "kim"), CancellationToken.None);
        await using var station = Station("ANY-2", OcppVersion.V16);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/ANY-2");
        await page.Locator(".station .top .head [data-key=actions]").ClickAsync();
        await page.Locator(".station .top .head [data-command=Any]").ClickAsync();
        var dialog = page.Locator(".rz-dialog");

        // By the keyboard alone, from the search to the command.
        await Assertions.Expect(dialog.Locator("#any-search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("triggermess");
        await Assertions.Expect(dialog.Locator("#any-action optgroup option")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(dialog.Locator("#any-action")).ToHaveValueAsync("TriggerMessage");
        await Assertions.Expect(dialog.Locator("[id='any-requestedMessage'] option[value=TransactionEvent]")).ToHaveCountAsync(0);
        await Assertions.Expect(dialog.Locator("[data-add=''] option[value=customTrigger]")).ToHaveCountAsync(0);
        await dialog.Locator("[id='any-requestedMessage']").SelectOptionAsync("Heartbeat");
        await Assertions.Expect(dialog.Locator("[data-leaves]")).ToHaveTextAsync("Leaves as: TriggerMessage");
        await dialog.Locator("[data-key=any-extension]").CheckAsync();
        await Assertions.Expect(dialog.Locator("[data-leaves]")).ToHaveTextAsync("Leaves as: ExtendedTriggerMessage");
        await dialog.Locator("#any-search").FillAsync("changeconfig");
        await Assertions.Expect(dialog.Locator("#any-action optgroup option")).ToHaveTextAsync("SetVariables · ChangeConfiguration");
        await dialog.Locator("#any-search").FillAsync("nothing is called so");
        await Assertions.Expect(dialog.Locator("#any-action")).ToHaveValueAsync("TriggerMessage");

        await dialog.Locator("#any-search").FillAsync("datatransfer");
        await Assertions.Expect(dialog.Locator("#any-action optgroup option")).ToHaveCountAsync(1);
        await dialog.Locator("#any-search").PressAsync("Enter");
        await dialog.Locator("#any-transfer").SelectOptionAsync(new SelectOptionValue { Label = "com.arden led" });
        await dialog.Locator("[id='any-data.on']").SelectOptionAsync("true");
        await dialog.Locator("[data-add='data']").SelectOptionAsync("level");
        await dialog.Locator("[id='any-data.level']").FillAsync("12");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator("[data-path='data.level'] .wrong")).ToHaveTextAsync("level must be between 1 and 9");
        await Assertions.Expect(dialog.Locator("[id='any-data.level']")).ToHaveValueAsync("12");
        await Assertions.Expect(dialog.Locator("[id='any-data.on']")).ToHaveValueAsync("true");
        await dialog.Locator("[id='any-data.level']").FillAsync("7");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(dialog.Locator(".life")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnyCommand_OfSomebodyWhoMaySendNone_IsNotOfferedAndRefused()
    {
        await EnterAsync("ANY-3");
        await using var station = Station("ANY-3", OcppVersion.V16);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.AsAsync(Role.Viewer, "/stations/ANY-3");
        await Assertions.Expect(page.Locator(".station h1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-command=Any]")).ToHaveCountAsync(0);
    }
}
