using System.Text.Json.Nodes;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Tokens;

/// <summary>Many tokens at once: all or none, and memory as the store.</summary>
[Collection(EngineCollection.Name)]
public sealed class TokenStoreTests(EngineHost host)
{
    private static readonly DateTimeOffset Now = new(DateTimeOffset.UtcNow.AddHours(-5).Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private TokenDirectory Directory => host.Services.GetRequiredService<TokenDirectory>();

    [Fact]
    public async Task Apply_WhenOneTokenIsDifferentByNow_WritesNothing()
    {
        var (kept, changed, added) = (await EnterAsync(), await EnterAsync(), New());
        await host.Tokens.PutAsync(changed with { Driver = "meanwhile" }, CancellationToken.None);

        TokenChange[] changes = [new(kept, kept with { Driver = "Ann" }), new(changed, null), new(null, new TokenEntry { IdToken = added })];
        var stale = await host.Tokens.ApplyAsync(changes, CancellationToken.None);

        Assert.Equal([changes[1]], stale);
        Assert.Equal((kept, "meanwhile", null), (Directory.Find(kept.IdToken), Directory.Find(changed.IdToken)?.Driver, Directory.Find(added)));
        Assert.Empty(await host.Tokens.ApplyAsync([changes[0], changes[1] with { Before = changed with { Driver = "meanwhile" } }, changes[2]], CancellationToken.None));
        Assert.Equal(("Ann", null, added), (Directory.Find(kept.IdToken)?.Driver, Directory.Find(changed.IdToken), Directory.Find(added)?.IdToken));
        Assert.Equal([("Ann", 1L), (null, 0L), (null, 1L)], await StoredAsync(kept.IdToken, changed.IdToken, added));
    }

    [Fact]
    public async Task Change_ByTwoAtOnce_LosesNothingOfEither()
    {
        var tokens = new List<TokenEntry>();
        for (var i = 0; i < 20; i++) tokens.Add(await EnterAsync());
        var group = New();
        string[] ids = [.. tokens.Select(token => token.IdToken.ToLowerInvariant()), "nobody"];

        var changes = await Task.WhenAll(
            host.Tokens.ChangeAsync(ids, token => token with { GroupId = group }, CancellationToken.None),
            host.Tokens.ChangeAsync(ids, token => token with { Status = AuthorizationStatus.Blocked }, CancellationToken.None));

        Assert.All(changes, each => Assert.Equal(20, each.Count));
        Assert.All(tokens, token => Assert.Equal(token with { GroupId = group, Status = AuthorizationStatus.Blocked }, Directory.Find(token.IdToken)));
        Assert.Equal(20L, await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.tokens WHERE group_id = $1 AND status = 'Blocked'", group));
        Assert.Empty(await host.Tokens.ChangeAsync(ids, token => token with { GroupId = group }, CancellationToken.None));
    }

    [Fact]
    public async Task Uses_OfAToken_AreSummedStationByStationWithinTheSitesAsked()
    {
        var group = "G" + Guid.NewGuid().ToString("N")[..8];
        var token = await EnterAsync(entry => entry with { GroupId = group });
        var (here, there) = (EngineHost.NewStation(), EngineHost.NewStation());
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = "USED", Name = "Used" }, CancellationToken.None);
        await host.Directory.PutAsync(StationId.Parse(here), profile => profile with { SiteId = "USED" }, CancellationToken.None);
        await ChargeAsync(here, token.IdToken, Now, 1000);
        await ChargeAsync(here, token.IdToken.ToLowerInvariant(), Now.AddHours(2), 500);
        await ChargeAsync(there, token.IdToken, Now.AddHours(1), 250);
        var uses = host.Services.GetRequiredService<TokenUses>();

        Assert.Equal(
            [new TokenUse(StationId.Parse(here), 2, 1500, Now.AddHours(2)), new TokenUse(StationId.Parse(there), 1, 250, Now.AddHours(1))],
            await uses.OfAsync(token.IdToken.ToLowerInvariant(), null, CancellationToken.None));
        Assert.Equal([here], (await uses.OfAsync(token.IdToken, ["USED"], CancellationToken.None)).Select(use => use.Station.Value));
        Assert.Equal([here, there], (await uses.StationsAsync(["nobody", token.IdToken], null, CancellationToken.None)).Select(station => station.Value));
        Assert.Equal(Now.AddHours(2), (await uses.LastOfGroupsAsync(null, CancellationToken.None))[group]);
        Assert.False((await uses.LastOfGroupsAsync(["NOWHERE"], CancellationToken.None)).ContainsKey(group));
    }

    [Theory]
    [InlineData("AuthCtrlr", "MasterPassGroupId")]
    [InlineData("AUTHCTRLR", "masterPassGroupID")] // names compare without case
    public async Task MasterPassGroups_AsStationsTellThem_AreKnown(string component, string variable)
    {
        var id = EngineHost.NewStation();
        await using var station = await ScriptedStation.BootAsync(host, id, "ocpp2.0.1");
        await station.CallAsync(new("NotifyReport", new JsonObject
        {
            ["requestId"] = 1, ["generatedAt"] = Now.ToString("O"), ["seqNo"] = 0,
            ["reportData"] = new JsonArray(new JsonObject
            {
                ["component"] = new JsonObject { ["name"] = component },
                ["variable"] = new JsonObject { ["name"] = variable },
                ["variableAttribute"] = new JsonArray(new JsonObject { ["value"] = "MASTERS" }),
            }),
        }));
        var groups = await host.Services.GetRequiredService<VariableStore>().MasterPassGroupsAsync(CancellationToken.None);
        Assert.Equal("MASTERS", Assert.Single(groups, each => each.Station.Value == id).Group);
    }

    private static string New() => "S" + Guid.NewGuid().ToString("N")[..12].ToUpperInvariant();

    private async Task<TokenEntry> EnterAsync(Func<TokenEntry, TokenEntry>? change = null)
    {
        var entry = (change ?? (token => token))(new TokenEntry { IdToken = New() });
        await host.Tokens.PutAsync(entry, CancellationToken.None);
        return entry;
    }

    private async Task<List<(string? Driver, long Count)>> StoredAsync(params string[] tokens)
    {
        var stored = new List<(string?, long)>();
        foreach (var token in tokens)
        {
            stored.Add((
                await host.Database.ScalarAsync<string?>("SELECT max(driver) FROM csms.tokens WHERE id_token = $1", token),
                await host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.tokens WHERE id_token = $1", token)));
        }

        return stored;
    }

    private async Task ChargeAsync(string id, string token, DateTimeOffset at, int wh)
    {
        await using var station = await ScriptedStation.BootAsync(host, id, "ocpp1.6");
        var transaction = new TransactionScript("ocpp1.6", 1, token);
        transaction.Answered(await station.CallAsync(transaction.Started(at, 10_000)));
        await station.CallAsync(transaction.Ended(at.AddMinutes(30), 10_000 + wh));
    }
}
