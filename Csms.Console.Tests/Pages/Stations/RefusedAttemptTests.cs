using System.Net.WebSockets;
using System.Text;
using Csms.Console.Tests.Support;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Stations;

/// <summary>What an installer sees when the charger cannot get in.</summary>
[Trait("Cost", "Browser")]
public sealed class RefusedAttemptTests(BrowserHost host) : IClassFixture<BrowserHost>, IAsyncLifetime
{
    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public Task DisposeAsync() => host.CloseAllAsync();

    [Fact]
    public async Task Wizard_ChargerIsRefused_SaysWhyAndWhatToChange()
    {
        var page = await host.SignedInAsync("/stations/new");
        await page.FillAsync("#w-id", "WIZ-01");
        await page.Locator("#w-id").BlurAsync();
        await page.ClickAsync(".formbar .btn.p");
        await Assertions.Expect(page.Locator(".steps")).ToBeVisibleAsync();

        await RefusedAsync("WIZ-01", "ocpp1.6", "wrong");
        await Assertions.Expect(page.Locator(".attempts")).ToContainTextAsync("Wrong password");

        await RefusedAsync("WIZ-01", "ocpp0.9", "wrong");
        await Assertions.Expect(page.Locator(".attempts")).ToContainTextAsync("No OCPP version in common");

        await RefusedAsync("WIZ-O1", "ocpp1.6", "wrong");
        await Assertions.Expect(page.Locator(".attempts")).ToContainTextAsync("Enter WIZ-01 as its identity");
    }

    private async Task RefusedAsync(string station, string protocol, string password)
    {
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(protocol);
        socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{station}:{password}")));
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = $"/ocpp/{station}" }.Uri, CancellationToken.None));
    }
}
