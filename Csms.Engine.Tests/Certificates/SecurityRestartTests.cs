using System.Text.Json.Nodes;
using Csms.Engine.Certificates;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Certificates;

/// <summary>What is known of a station's security outlasts the engine.</summary>
public sealed class SecurityRestartTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Events_EngineRestarts_AreKnownInTheirOrderAndGoWithTheStation()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await using (var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp2.1"))
        {
            for (var minute = 0; minute < SecurityEvents.Kept + 5; minute++)
            {
                await station.CallAsync(new ScriptedMessage("SecurityEventNotification", new JsonObject
                {
                    ["type"] = minute % 2 == 0 ? "InvalidMessages" : "MemoryExhaustion",
                    ["timestamp"] = TransactionScript.Text(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero).AddMinutes(minute)),
                    ["techInfo"] = minute == 104 ? "ab" : null,
                }));
            }
        }

        var before = Events.Of(id).Select(each => (each.Type, each.At)).ToList();
        await host.RestartAsync();
        Assert.Equal(before, Events.Of(id).Select(each => (each.Type, each.At)));
        Assert.Equal("ab", Events.Of(id)[0].TechInfo);
        Assert.Equal((long)SecurityEvents.Kept, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.security_events"));

        await host.Directory.DeleteAsync(id, CancellationToken.None);
        Assert.Empty(Events.Of(id));
        Assert.Equal(0L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.security_events"));
    }

    [Fact]
    public async Task Revoked_EngineRestartsAndTheStationIsRemoved_StaysRevoked()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        using var ca = new TestCa("Gone");
        using var certificate = ca.IssueStation(id.Value);
        await using (var station = await ScriptedStation.BootAsync(host, id.Value, "ocpp2.1"))
        {
            await host.Services.GetRequiredService<RevokedCertificates>().RevokeAsync(id, CertificateFacts.Of(certificate), "Lost.", "Ann", CancellationToken.None);
        }

        await host.RestartAsync();
        await host.Directory.DeleteAsync(id, CancellationToken.None);
        var revoked = host.Services.GetRequiredService<RevokedCertificates>();
        Assert.True(revoked.IsRevoked(certificate));
        Assert.Equal(("Lost.", "Ann"), (revoked.Of(id)[0].Reason, revoked.Of(id)[0].Actor));
        Assert.True(await revoked.AllowAsync(revoked.Of(id)[0].Fingerprint, CancellationToken.None));
        Assert.False(revoked.IsRevoked(certificate));
    }

    /// <summary>Somebody accepts it in the same instant: who revoked it is told what was stored, and no second look at the store is needed for it.</summary>
    [Fact]
    public async Task Revoked_AndGoneAtOnce_IsToldToWhoRevokedIt()
    {
        var id = StationId.Parse(EngineHost.NewStation());
        using var ca = new TestCa("Instant");
        using var certificate = ca.IssueStation(id.Value);
        var facts = CertificateFacts.Of(certificate);
        await host.Database.ScalarAsync<object>("CREATE FUNCTION csms.test_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM csms.revoked_certificates WHERE fingerprint = NEW.fingerprint; RETURN NULL; END $$");
        await host.Database.ScalarAsync<object>("CREATE TRIGGER test_gone AFTER INSERT ON csms.revoked_certificates FOR EACH ROW EXECUTE FUNCTION csms.test_gone()");
        try
        {
            Assert.Equal((id, facts.Fingerprint, "Lost."), await host.Services.GetRequiredService<RevokedCertificates>().RevokeAsync(id, facts, "Lost.", "Ann", CancellationToken.None) is { } told ? (told.Station, told.Fingerprint, told.Reason) : default);
        }
        finally
        {
            await host.Database.ScalarAsync<object>("DROP FUNCTION csms.test_gone() CASCADE");
        }
    }

    private SecurityEvents Events => host.Services.GetRequiredService<SecurityEvents>();
}
