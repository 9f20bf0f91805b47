using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Console.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages.PlugAndCharge;

/// <summary>A car that charges by its contract, as people see it.</summary>
public sealed class PncJourneyTests(PncJourneyTests.PncBrowserHost host) : BrowserTest(host), IClassFixture<PncJourneyTests.PncBrowserHost>
{
    private const string Emaid = "DE-XYZ-C12345678-1";

    [Fact]
    public async Task Contract_ThatIsPluggedIn_ShowsInItsSessionAndInTheHealthOfTheProgram()
    {
        await EnterAsync("PNC-01");
        await Host.Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = Emaid, Type = "eMAID", Driver = "Ann Example" }, CancellationToken.None);
        await using var station = Station("PNC-01");
        await station.ConnectAndBootAsync(Deadline);
        Assert.Equal(TapOutcome.Started, await station.PlugAndChargeAsync(1, new VirtualVehicle { Contract = new VehicleContract("DEXYZC123456781", host.Contract) }));

        var page = await Host.SignedInAsync("/sessions?q=PNC-01");
        await page.Locator(".vt-row a[data-row-link]").ClickAsync();
        await Assertions.Expect(page.Locator("section.session")).ToContainTextAsync("Ann Example"); // the token is found in any spelling
        var contract = page.GetByRole(AriaRole.Region, new() { Name = "Plug and Charge" });
        await Assertions.Expect(contract).ToContainTextAsync($"Authorised by contract certificate {Emaid}.");
        await Assertions.Expect(contract.Locator(".tag")).ToHaveTextAsync("Valid");

        await page.GoLiveAsync("/admin/health");
        var health = page.GetByRole(AriaRole.Region, new() { Name = "Plug and Charge" });
        await Assertions.Expect(health.Locator("tr", new() { HasText = "CN=Journey MO Root" })).ToContainTextAsync("Expires soon");
        await Assertions.Expect(health).ToContainTextAsync("1 accepted, 0 refused");
        await Assertions.Expect(health).ToContainTextAsync("None since the start");
        await Assertions.Expect(health.Locator("[data-reach]")).ToContainTextAsync("Not reachable");
        await Assertions.Expect(page.Locator(".ban", new() { HasText = "Root certificate CN=Journey MO Root" })).ToContainTextAsync("expires in 19 days");
    }

    /// <summary>A host that trusts a root of the test's own, under which one contract was issued.</summary>
    public sealed class PncBrowserHost : BrowserHost
    {
        private readonly string _root = Path.GetTempFileName();

        /// <summary>The contract certificate, PEM.</summary>
        public string Contract { get; private set; } = "";

        /// <inheritdoc />
        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            File.Delete(_root);
        }

        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            var now = DateTimeOffset.UtcNow;
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var root = new CertificateRequest("CN=Journey MO Root, O=Journey, C=DE", key, HashAlgorithmName.SHA256);
            root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var issuer = root.CreateSelfSigned(now.AddDays(-2), now.AddDays(20));
            using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var leaf = new CertificateRequest($"CN={Emaid}", own, HashAlgorithmName.SHA256).Create(issuer, now.AddDays(-1), now.AddDays(10), [1, 2, 3]);
            Contract = leaf.ExportCertificatePem();
            File.WriteAllText(_root, issuer.ExportCertificatePem());
            settings["Csms:Pnc:Roots"] = _root;
            settings["Csms:Pnc:ProviderUrl"] = "http://127.0.0.1:9/contracts?key=secret";
        }
    }
}
