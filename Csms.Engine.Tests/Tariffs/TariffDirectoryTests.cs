using System.Collections.Immutable;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Tariffs;

/// <summary>Tariffs as they are kept: versions for good, a group in one of them, the second of two editors is told, two nodes on one database, a restart.</summary>
public sealed class TariffDirectoryTests(EngineHost host) : IClassFixture<EngineHost>
{
    private TariffDirectory Here => host.Services.GetRequiredService<TariffDirectory>();

    [Fact]
    public async Task Version_IsMadeByWhatSaysSomethingElse_AndStaysForGood()
    {
        var first = await PutAsync("V", Body("V", "0.30"));
        var same = await PutAsync("V", """{ "currency": "EUR", "tariffId": "V", "energy": { "prices": [ { "priceKwh": 0.3 } ] } }""", name: "Other name");
        var second = await PutAsync("V", Body("V", "0.35", ",\"validFrom\":\"2099-01-01T00:00:00Z\""), name: "Other name");

        Assert.True(first.IsNewVersion && !same.IsNewVersion && second.IsNewVersion);
        Assert.Equal((1, "Other name", 2), (same.After!.Current.Tariff.Version, same.After.Name, second.After!.Current.Tariff.Version));
        Assert.Equal((Body("V", "0.30"), 0.35m), (Here.Find("V", 1)!.Body, Here.Find("V", 2)!.Energy!.Prices[0].Amount));
        Assert.Null(Here.Find("V", 3));
        var entry = Here.Find("V")!;
        Assert.Equal((1, 2), (entry.At(DateTimeOffset.UtcNow)!.Tariff.Version, entry.At(new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero))!.Tariff.Version));

        await host.RestartAsync();
        Assert.Equal((Body("V", "0.30"), "test", "Other name", 2), (Here.Find("V", 1)!.Body, Here.Find("V")!.Versions[0].Actor, Here.Find("V")!.Name, Here.Find("V")!.Versions.Length));
    }

    [Fact]
    public async Task Put_OfTwoThatSawTheSameVersion_TellsTheSecond()
    {
        Assert.Equal(TariffRefusal.Stale, (await PutAsync("S", Body("S", "0.30"), expected: 1)).Refusal);
        await PutAsync("S", Body("S", "0.30"), expected: 0);
        var written = await Task.WhenAll(PutAsync("S", Body("S", "0.31"), expected: 1), PutAsync("S", Body("S", "0.32"), expected: 1));

        Assert.Equal(1, written.Count(each => each.Refusal is null));
        Assert.Equal(TariffRefusal.Stale, written.Single(each => each.Refusal is not null).Refusal);
        Assert.Equal(2, Here.Find("S")!.Versions.Length);
    }

    [Fact]
    public async Task Group_BelongsToOneTariff_WhateverItsCase_AlsoWhenTwoNodesGiveItAtOnce()
    {
        await PutAsync("G1", Body("G1", "0.30"), groups: ["Fleet"]);
        var refused = await PutAsync("G2", Body("G2", "0.30"), groups: ["FLEET"]);
        Assert.Equal((TariffRefusal.GroupTaken, "Fleet", "G1"), (refused.Refusal, refused.Group, refused.OtherTariff));
        Assert.Null(Here.Find("G2"));
        await PutAsync("G1", Body("G1", "0.30"), groups: []);
        Assert.Null((await PutAsync("G2", Body("G2", "0.30"), groups: ["FLEET"])).Refusal);
        Assert.Equal("G2", Here.OfGroup("fleet")!.Id);

        // Two of one wish that are the same to the database: refused, not tried for ever.
        Assert.Equal(TariffRefusal.GroupTaken, (await PutAsync("G5", Body("G5", "0.30"), groups: ["Twice", "TWICE"])).Refusal);
        Assert.Null(Here.Find("G5"));

        using var there = await NodeAsync();
        var both = await Task.WhenAll(PutAsync("G3", Body("G3", "0.30"), groups: ["Race"]), PutAsync("G4", Body("G4", "0.30"), groups: ["race"], on: there));
        Assert.Equal(TariffRefusal.GroupTaken, Assert.Single(both, each => each.Refusal is not null).Refusal);
    }

    [Fact]
    public async Task Node_HearsWhatAnotherHasChanged()
    {
        using var there = await NodeAsync();
        await PutAsync("N", Body("N", "0.30"), on: there);
        await Eventually.TrueAsync(() => Here.Find("N") is not null, "entered there");
        await PutAsync("N", Body("N", "0.40"), groups: ["Taxi"], retired: true, on: there);
        await Eventually.TrueAsync(() => Here.Find("N") is { Retired: true, Versions.Length: 2 } && Here.OfGroup("TAXI")?.Id == "N", "changed there");
        await host.Database.ScalarAsync<int?>("DELETE FROM csms.tariff_groups WHERE tariff_id = 'N'");
        await Eventually.TrueAsync(() => Here.OfGroup("Taxi") is null, "the group was taken away by hand");
        await PutAsync("GONE", Body("GONE", "0.30"), on: there);
        await Eventually.TrueAsync(() => Here.Find("GONE") is not null, "entered there");
        Assert.Null((await there.DeleteAsync("GONE", _ => true, default)).Refusal);
        await Eventually.TrueAsync(() => Here.Find("GONE") is null, "deleted there");
    }

    [Fact]
    public async Task Delete_OfOneThatSomebodyWasEverGiven_IsRefused()
    {
        await PutAsync("D", Body("D", "0.30"));
        await host.Tokens.PutAsync(new Engine.Tokens.TokenEntry { IdToken = "D-TOKEN", TariffId = "D" }, default);
        await host.Tokens.PutAsync(new Engine.Tokens.TokenEntry { IdToken = "D-TOKEN" }, default);
        Assert.Equal(TariffRefusal.InUse, (await Here.DeleteAsync("D", _ => true, default)).Refusal);
        Assert.Equal(TariffRefusal.Missing, (await Here.DeleteAsync("D-NONE", _ => true, default)).Refusal);

        // A session that was given it has it for good, though nobody else ever had.
        await PutAsync("D-SESSION", Body("D-SESSION", "0.30"));
        Assert.True(await Here.KeepForSessionAsync("D-SESSION", default));
        Assert.True(Here.Find("D-SESSION")!.EverAssigned);
        Assert.Equal(TariffRefusal.InUse, (await Here.DeleteAsync("D-SESSION", _ => true, default)).Refusal);
        Assert.False(await Here.KeepForSessionAsync("D-NONE", default));

        // A station may have named it before it was entered.
        await host.Directory.PutAsync(Engine.Units.StationId.Parse(EngineHost.NewStation()), profile => profile with { TariffId = "EARLY" }, default);
        await PutAsync("EARLY", Body("EARLY", "0.30"));
        Assert.Equal(TariffRefusal.InUse, (await Here.DeleteAsync("EARLY", _ => true, default)).Refusal);
    }

    [Fact]
    public async Task Row_WrittenByHandThatCanNotBeRead_IsLeftOutAndTold()
    {
        await PutAsync("HAND", Body("HAND", "0.30"));
        await host.Database.ScalarAsync<int?>("INSERT INTO csms.tariff_versions VALUES ('HAND', 2, '{}', 'EUR', NULL, now(), 'hand')");
        await host.RestartAsync();
        Assert.Equal(1, Here.Find("HAND")!.Current.Tariff.Version);
        Assert.Contains(host.Log.Lines, line => line.Text.Contains("Tariff HAND, version 2", StringComparison.Ordinal));
    }

    private Task<TariffWritten> PutAsync(string id, string body, string? name = null, string[]? groups = null, bool retired = false, int? expected = null, TariffDirectory? on = null) =>
        (on ?? Here).PutAsync(id, _ => new TariffWish(name ?? id, null, groups?.ToImmutableArray() ?? [], retired, body), expected, "test", default);

    private async Task<TariffDirectory> NodeAsync()
    {
        var node = new TariffDirectory(new TariffStore(host.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, NullLogger<TariffStore>.Instance));
        await node.ReadAgainAsync(null, default);
        return node;
    }

    private static string Body(string id, string price, string more = "") => $$$"""{"tariffId":"{{{id}}}","currency":"EUR","energy":{"prices":[{"priceKwh":{{{price}}}}]}{{{more}}}}""";
}
