using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Api;
using Csms.Engine.Tests.Support;
using Npgsql;

namespace Csms.Engine.Tests.Certificates;

/// <summary>The key of our authority at rest: that of an older version is taken over once, and no longer in clear anywhere.</summary>
public sealed class StationAuthorityTests(StationAuthorityTests.OldHost host) : IClassFixture<StationAuthorityTests.OldHost>
{
    [Fact]
    public async Task OldKeyFile_IsTakenOverOnce_AndGone()
    {
        using var root = X509Certificate2.CreateFromPem((await host.GetAsync("/api/v1/certificates/ca/station")).Text);
        Assert.Equal(host.OldThumbprint, root.Thumbprint);
        Assert.False(root.HasPrivateKey);
        Assert.False(File.Exists(Path.Combine(host.DataFolder, "station-ca.key")));
        await using var database = NpgsqlDataSource.Create(host.ConnectionString);
        await using var sql = database.CreateCommand("SELECT sealed_key FROM csms.certificate_authority");
        var sealedKey = (string)(await sql.ExecuteScalarAsync())!;
        Assert.DoesNotContain("PRIVATE KEY", sealedKey, StringComparison.Ordinal);

        var key = await host.KeyAsync(["tokens.read"]);
        (await host.GetAsync("/api/v1/certificates/ca/station", key)).IsProblem(System.Net.HttpStatusCode.Forbidden);
        (await host.GetAsync("/api/v1/certificates/ca/station", null)).IsProblem(System.Net.HttpStatusCode.Unauthorized);
    }

    /// <summary>A host whose data folder is an older version's.</summary>
    public sealed class OldHost : ApiHost
    {
        internal string OldThumbprint { get; private set; } = "";

        /// <inheritdoc />
        protected override void Configure(IDictionary<string, string?> settings)
        {
            using var old = CertificateAuthority.Create(TimeProvider.System);
            OldThumbprint = old.Root.Thumbprint;
            File.WriteAllText(Path.Combine(DataFolder, "station-ca.pem"), old.Root.ExportCertificatePem());
            File.WriteAllText(Path.Combine(DataFolder, "station-ca.key"), old.ExportKey());
        }
    }
}
