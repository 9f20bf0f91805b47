using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Storage;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.Options;

namespace Csms.Console.Demo;

/// <summary>
/// A mobility operator of the demo's own: a root that is trusted where no other is configured, and one contract under it, for cars that charge without a card.
/// Made anew at each start; the root's key is not kept.
/// </summary>
internal sealed class DemoContracts : IPostConfigureOptions<PncOptions>
{
    /// <summary>Number of the contract.</summary>
    public const string Emaid = "DE-DEM-C00000001";

    private readonly Lazy<(string RootFile, string Chain)> _made;

    public DemoContracts(IOptions<StorageOptions> storage, TimeProvider time) => _made = new(() => Make(storage.Value.DataDirectory, time.GetUtcNow()));

    /// <summary>The contract, with which a simulated car charges here; null where somebody's own roots are configured.</summary>
    public VehicleContract? Contract { get; private set; }

    public void PostConfigure(string? name, PncOptions options)
    {
        if (options.Roots.Length > 0) return;
        options.Roots = _made.Value.RootFile;
        Contract = new VehicleContract(Emaid.Replace("-", "", StringComparison.Ordinal), _made.Value.Chain);
    }

    private static (string RootFile, string Chain) Make(string folder, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Demo MO Root, O=Demo", key, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var issuer = root.CreateSelfSigned(now.AddDays(-1), now.AddYears(2));
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var contract = new CertificateRequest($"CN={Emaid}, O=Demo", own, HashAlgorithmName.SHA256).Create(issuer, now.AddDays(-1), now.AddYears(1), RandomNumberGenerator.GetBytes(8));
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "demo-contract-root.pem");
        File.WriteAllText(file, issuer.ExportCertificatePem());
        return (file, contract.ExportCertificatePem());
    }
}
