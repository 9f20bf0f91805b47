using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Csms.Simulator.Station;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>A station goes only when its name was typed, and takes its connection with it.</summary>
public sealed class StationDeleteTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Delete_NameTyped_DisconnectsAndIsGone()
    {
        await EnterAsync("GONE-01");
        await EnterAsync("STAYS-01");
        await using var station = Station("GONE-01");
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/GONE-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Edit GONE-01" }).ClickAsync();
        var dialog = page.Locator(".rz-dialog");
        await dialog.Locator(".formbar .d").ClickAsync();
        var delete = dialog.Locator(".btn.d");
        await Assertions.Expect(dialog.Locator("#s-sure")).ToBeFocusedAsync();
        await Assertions.Expect(delete).ToBeDisabledAsync();
        await page.Keyboard.TypeAsync("gone-01");
        await Assertions.Expect(delete).ToBeDisabledAsync();
        await dialog.Locator("#s-sure").FillAsync("GONE-01");
        await delete.ClickAsync();

        await page.WaitForURLAsync("**/stations");
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "STAYS-01" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".vt-row", new() { HasText = "GONE-01" })).ToHaveCountAsync(0);
        Assert.Null(Host.Services.GetRequiredService<StationDirectory>().Find(StationId.Parse("GONE-01")));
        await station.WaitForAsync(s => !s.IsConnected, Deadline);
        await page.GoLiveAsync("/stations/GONE-01");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("No station GONE-01");
    }

    [Theory]
    [InlineData(Role.Finance)]
    [InlineData(Role.Support)]
    [InlineData(Role.Viewer)]
    public async Task Delete_ByARoleThatMayNot_IsNotOffered(Role role)
    {
        await EnterAsync("STAYS-02");
        var page = await Host.AsAsync(role, "/stations/STAYS-02");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("STAYS-02");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit STAYS-02" })).ToHaveCountAsync(0);
    }
}
