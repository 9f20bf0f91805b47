using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
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
}
