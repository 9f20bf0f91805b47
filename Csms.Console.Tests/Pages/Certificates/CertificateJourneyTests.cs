using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Console.Security;
using Csms.Console.Tests.Support;
using Csms.Simulator.Station;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.Certificates;

/// <summary>The tab Certificates &amp; security in a real browser, with a simulated station that asks for a certificate and takes roots.</summary>
public sealed class CertificateJourneyTests(BrowserHost host) : BrowserTest(host), IClassFixture<BrowserHost>
{
    [Fact]
    public async Task Certificate_IsRenewed_AndRootsAreInstalledReadAndDeleted()
    {
        await EnterAsync("CERT-01");
        await using var station = Station("CERT-01", OcppVersion.V201);
        await station.ConnectAndBootAsync(Deadline);
        var page = await Host.SignedInAsync("/stations/CERT-01?tab=security");
        await Assertions.Expect(page.Locator("[data-own-certificate]")).ToContainTextAsync("has never connected with a certificate");
        await Assertions.Expect(page.Locator("[data-installed]")).ToContainTextAsync("has not told yet");

        // A02: asked for here, made by the station, signed by our authority, taken by the station.
        await page.ClickAsync("[data-key=renew-certificate]");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Ask for a new certificate" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-requests] li").First).ToContainTextAsync("Taken");
        await Assertions.Expect(page.Locator("[data-requests] li").First).ToContainTextAsync("Valid until");
        Assert.Contains("BEGIN CERTIFICATE", station.CertificateChain, StringComparison.Ordinal);

        // Revoked with a reason, and accepted again.
        await page.ClickAsync("[data-key=revoke-certificate]");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Textbox).FillAsync("The cabinet was opened.");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Revoke", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-requests] li").First).ToContainTextAsync("Revoked");
        await page.ClickAsync("[data-key=allow-certificate]");
        await Assertions.Expect(page.Locator(".rz-dialog")).ToContainTextAsync("The cabinet was opened.");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Accept again", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-key=revoke-certificate]")).ToBeVisibleAsync();

        // M05: what is no root is said beside the field, and nothing typed is lost.
        await page.ClickAsync("[data-key=install-certificate]");
        var form = page.Locator(".rz-dialog");
        await form.Locator("#c-pem").FillAsync(Pem("Leaf", false));
        await Assertions.Expect(form.Locator(".wrong")).ToContainTextAsync("no certificate of an authority");
        await form.Locator("#c-pem").FillAsync(Pem("Test V2G root", true));
        await form.Locator("#c-use").SelectOptionAsync("V2GRootCertificate");
        await Assertions.Expect(form.Locator("[data-facts]")).ToContainTextAsync("CN=Test V2G root");
        await form.GetByRole(AriaRole.Checkbox).CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-installed] li")).ToContainTextAsync("V2G root");
        await Assertions.Expect(page.Locator("[data-installed] li")).ToContainTextAsync("CN=Test V2G root");

        // The root of this system, by choice alone.
        await page.ClickAsync("[data-key=install-certificate]");
        await page.Locator("#c-root").SelectOptionAsync("own");
        await Assertions.Expect(page.Locator("[data-facts]")).ToContainTextAsync("Csms station root");
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Install", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-installed] li")).ToHaveCountAsync(2);

        // M03, M04.
        await page.ClickAsync("[data-key=read-certificates]");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Installed certificates" })).ToContainTextAsync("read ");
        await page.Locator("[data-installed] li").First.GetByRole(AriaRole.Button).ClickAsync();
        await page.Locator(".rz-dialog").GetByRole(AriaRole.Button, new() { Name = "Delete CN=Test V2G root" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-installed] li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-installed] li")).ToContainTextAsync("Root of this system");

        var support = await Host.AsAsync(Role.Support, "/stations/CERT-01?tab=security");
        await Assertions.Expect(support.Locator("[data-installed] li")).ToContainTextAsync("CSMS root");
        await Assertions.Expect(support.Locator("[data-key=install-certificate]")).ToHaveCountAsync(0);
        await Assertions.Expect(support.Locator("[data-key=renew-certificate]")).ToHaveCountAsync(0);
    }

    private static string Pem(string name, bool isAuthority)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (isAuthority) request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return made.ExportCertificatePem();
    }
}
