using System.Security.Cryptography;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Firmware;

/// <summary>An image brought in, refused where its name is a path, given to a station that really fetches it, and followed to the version it comes back with.</summary>
public sealed class FirmwareJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Image_BroughtInAndInstalled_IsFollowedToTheNewVersion()
    {
        const string Id = "FWU-01";
        byte[] content = [.. Enumerable.Range(0, 3000).Select(n => (byte)n)];
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        await EnterAsync(Id);
        await using var station = new VirtualStation(Charger(Id));
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync($"/stations/{Id}?tab=firmware");

        await page.ClickAsync("[data-key=add-image]");
        await page.WaitForFunctionAsync("() => document.querySelector('#i-file')?._blazorInputFileNextFileId !== undefined"); // it listens: a file given before is lost
        await page.SetInputFilesAsync("#i-file", new FilePayload { Name = "ctl.bin", MimeType = "application/octet-stream", Buffer = content });
        await Assertions.Expect(page.Locator("#i-name")).ToHaveValueAsync("ctl.bin");
        await page.FillAsync("#i-name", "../ctl.bin");
        await page.FillAsync("#i-version", "7.1.0");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog .wrong")).ToHaveCountAsync(1);
        await page.FillAsync("#i-name", "ctl-7.1.0.bin");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator("[data-image='ctl-7.1.0.bin']")).ToContainTextAsync(digest);

        await page.ClickAsync("[data-key=update-firmware]");
        await page.ClickAsync(".rz-dialog button[type=submit]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".steps")).ToContainTextAsync("Downloading");
        await Assertions.Expect(page.Locator("[data-state=Installed]")).ToHaveCountAsync(1, new() { Timeout = (float)Deadline.TotalMilliseconds });
        await Assertions.Expect(page.Locator("[data-booted]")).ToContainTextAsync("7.1.0");
        await Assertions.Expect(page.Locator("[data-version]")).ToHaveTextAsync("7.1.0");
        Assert.Equal(digest, station.FirmwareDigest);

        var viewer = await Host.AsAsync(Role.Viewer, $"/stations/{Id}?tab=firmware");
        await Assertions.Expect(viewer.Locator("[data-state=Installed]")).ToHaveCountAsync(1);
        await Assertions.Expect(viewer.Locator("[data-key=update-firmware], [data-key=add-image], [data-key=get-log]")).ToHaveCountAsync(0);
    }
}
