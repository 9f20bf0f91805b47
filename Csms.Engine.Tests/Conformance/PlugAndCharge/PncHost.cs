using Csms.Engine.Certificates;
using Csms.Engine.Tests.Api;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>A host with Plug and Charge: roots in a folder, a responder and a provider on loopback.</summary>
public class PncHost : ApiHost
{
    private readonly string _roots = Directory.CreateTempSubdirectory("csms-pnc-").FullName;

    internal ContractPki Pki { get; } = new();

    internal OcspResponder Outside { get; private set; } = null!;

    /// <summary>Whether responders on loopback are asked.</summary>
    protected virtual bool AllowPrivate => true;

    public override async Task InitializeAsync()
    {
        Outside = new OcspResponder(Pki);
        await Outside.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_roots, "mo.pem"), PemChain.Write([Pki.MoRoot]));
        await File.WriteAllBytesAsync(Path.Combine(_roots, "v2g.cer"), Pki.V2GRoot.RawData);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Outside.DisposeAsync();
        Pki.Dispose();
        Directory.Delete(_roots, recursive: true);
    }

    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:Pnc:Roots"] = _roots;
        settings["Csms:Pnc:ProviderUrl"] = Outside.Url("provider");
        settings["Csms:Pnc:ProviderCheckSeconds"] = "0"; // the provider's requests are counted by tests
        settings["Csms:Pnc:AllowPrivateOcsp"] = AllowPrivate ? "true" : "false";
    }
}
