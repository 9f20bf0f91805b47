using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Tariffs;

/// <summary>Who pays what: the most particular tariff that may be used, read in the zone of the site.</summary>
public sealed class TariffChoiceTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private IPriceTerms Choice => host.Services.GetRequiredService<IPriceTerms>();

    [Fact]
    public async Task Tariff_IsTheMostParticularOne_ThatIsNotRetiredOfTheSiteAndValid()
    {
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = "ROW", Name = "Row" }, default);
        var station = await StationAsync("ROW", null);
        Assert.Null(Chosen(station, "Fleet-1"));
        foreach (var id in (string[])["SITE", "STATION", "GROUP", "TOKEN"]) await PutAsync(id, groups: id == "GROUP" ? ["Fleet"] : []);

        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = "ROW", Name = "Row", TimeZone = "Europe/Berlin", TariffId = "SITE" }, default);
        Assert.Equal(("SITE", false), Chosen(station, null));
        await host.Directory.PutAsync(station, profile => profile with { TariffId = "STATION" }, default);
        Assert.Equal(("STATION", false), Chosen(station, "Fleet-1"));
        await host.Tokens.PutAsync(new TokenEntry { IdToken = "Fleet-1", GroupId = "FLEET", Language1 = "de" }, default);
        Assert.Equal(("GROUP", true), Chosen(station, "fleet-1"));
        await host.Tokens.PutAsync(new TokenEntry { IdToken = "Fleet-1", GroupId = "FLEET", Language1 = "de", TariffId = "TOKEN" }, default);
        Assert.Equal(("TOKEN", true), Chosen(station, "fleet-1"));
        Assert.Equal(("Europe/Berlin", "de"), (Terms(station, "fleet-1")!.Zone.Id, Terms(station, "fleet-1")!.Language));

        await PutAsync("TOKEN", retired: true);
        Assert.Equal(("GROUP", true), Chosen(station, "fleet-1"));
        await PutAsync("GROUP", groups: ["Fleet"], site: "OTHER");
        Assert.Equal(("STATION", false), Chosen(station, "fleet-1"));
        await PutAsync("STATION", from: Now.AddHours(1)); // version 1 applies until then
        Assert.Equal((1, 2), (Version(station, Now), Version(station, Now.AddHours(1))));
        await host.Directory.PutAsync(station, profile => profile with { TariffId = "NONE" }, default);
        Assert.Equal(("SITE", false), Chosen(station, "fleet-1"));
        await host.Services.GetRequiredService<SiteDirectory>().PutAsync(new Site { Id = "ROW", Name = "Row" }, default);
        Assert.Null(Chosen(station, "fleet-1"));
    }

    [Theory]
    [InlineData("cCCS2", null, EvseKind.DC)]
    [InlineData("cType2", null, EvseKind.AC)]
    [InlineData("sType2", "s309-3P-32A", EvseKind.AC)]
    [InlineData("cCCS2", "cType2", null)]
    [InlineData("cNACS", null, null)]
    [InlineData(null, null, null)]
    public async Task Kind_IsThatOfTheConnectorsAsTheStationToldThem(string? type, string? second, EvseKind? kind)
    {
        var id = EngineHost.NewStation();
        var station = await ScriptedStation.BootAsync(host, id, "ocpp2.1");
        await PutAsync("KIND");
        await host.Directory.PutAsync(StationId.Parse(id), profile => profile with { TariffId = "KIND" }, default);
        var told = new[] { type, second }.Select((each, place) => (each, place)).Where(each => each.each is not null).Select(each => (JsonNode)JsonNode.Parse(
            $$$"""{"component":{"name":"Connector","evse":{"id":1,"connectorId":{{{each.place + 1}}}}},"variable":{"name":"ConnectorType"},"variableAttribute":[{"value":"{{{each.each}}}"}]}""")!).ToArray();
        if (told.Length > 0) await station.CallAsync(new ScriptedMessage("NotifyReport", new JsonObject { ["requestId"] = 1, ["seqNo"] = 0, ["generatedAt"] = "2026-11-29T08:00:00Z", ["reportData"] = new JsonArray(told) }));

        TokenInfo[] info = [new("VISA", "PaymentBrand"), new("CC", "PaymentRecognition")];
        var terms = Choice.TermsOf(host.State(id), 1, null, info, Now)!.Terms;
        Assert.Equal((kind, "VISA", "CC"), (terms.Kind, terms.PaymentBrand, terms.PaymentRecognition));
        Assert.Null(Choice.TermsOf(host.State(id), 0, null, null, Now)!.Terms.Kind);
        await station.DisposeAsync();
    }

    private (string Id, bool OfDriver)? Chosen(StationId station, string? token) =>
        Choice.TermsOf(host.State(station.Value), 1, token is null ? null : new IdToken(token, "ISO14443"), null, Now) is { } chosen ? (chosen.Terms.Tariff.Id, chosen.OfDriver) : null;

    private PriceTerms? Terms(StationId station, string token) => Choice.TermsOf(host.State(station.Value), 1, new IdToken(token, "ISO14443"), null, Now)?.Terms;

    private int Version(StationId station, DateTimeOffset at) => Choice.TermsOf(host.State(station.Value), 1, null, null, at)!.Terms.Tariff.Version;

    private async Task<StationId> StationAsync(string site, string? tariff)
    {
        var id = StationId.Parse(EngineHost.NewStation());
        await host.Directory.PutAsync(id, profile => profile with { SiteId = site, TariffId = tariff }, default);
        return id;
    }

    private async Task PutAsync(string id, string[]? groups = null, string? site = null, bool retired = false, DateTimeOffset? from = null)
    {
        var start = from is { } at ? $",\"validFrom\":\"{TransactionScript.Text(at)}\"" : "";
        var body = $$$"""{"tariffId":"{{{id}}}","currency":"EUR","energy":{"prices":[{"priceKwh":0.30}]}{{{start}}}}""";
        Assert.Null((await host.Services.GetRequiredService<TariffDirectory>().PutAsync(id, _ => new TariffWish(id, site, groups?.ToImmutableArray() ?? [], retired, body), null, "test", default)).Refusal);
    }
}
