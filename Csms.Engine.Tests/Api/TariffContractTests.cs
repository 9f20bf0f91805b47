using System.Net;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 18: tariffs over REST; who may change and give one.</summary>
public sealed class TariffContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Prices = """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.4950}],"taxRates":[{"type":"VAT","tax":19}]}}""";

    [Fact]
    public async Task Tariff_IsEntered_Changed_AndKeepsItsVersions()
    {
        var id = host.NewId("T");
        var created = (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"name":"Day","groups":["{{id}}-Fleet"],"version":0,"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        Assert.Equal((1, 1, "Day", "EUR", "null", $"{id}-Fleet", false, true), (created["version"].GetInt32(), created["inForce"].GetInt32(), created.Word("name"), created.Word("currency"), created.Word("siteId"), created.Word("groups.0"), created["retired"].GetBoolean(), created["deletable"].GetBoolean() == false));
        Assert.Equal($$$"""{"tariffId":"{{{id}}}","currency":"EUR","energy":{"prices":[{"priceKwh":0.4950}],"taxRates":[{"type":"VAT","tax":19}]}}""", created["tariff"].GetRawText());

        // What it leaves out stays; the same in other words is no new version; null is absent.
        Assert.Equal((1, $"{id}-Fleet"), Two((await host.PutAsync($"/api/v1/tariffs/{id}", """{"name":"Day and night"}""")).Is(HttpStatusCode.OK), "version", "groups.0"));
        Assert.Equal(1, (await host.PutAsync($"/api/v1/tariffs/{id}", $$$"""{"tariff":{"energy":{"taxRates":[{"tax":19.0,"type":"VAT"}],"prices":[{"priceKwh":0.495}]},"currency":"EUR","validFrom":null,"tariffId":"{{{id}}}"}}""")).Is(HttpStatusCode.OK)["version"].GetInt32());
        var second = (await host.PutAsync($"/api/v1/tariffs/{id}", """{"version":1,"tariff":{"currency":"EUR","validFrom":"2099-01-01T00:00:00Z","energy":{"prices":[{"priceKwh":0.60}]}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal((2, 1, "2099-01-01T00:00:00Z"), (second["version"].GetInt32(), second["inForce"].GetInt32(), second.Word("validFrom")));
        var stale = (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"version":1,"tariff":{{Prices}}}""")).IsProblem(HttpStatusCode.Conflict);
        Assert.Equal(2, stale["version"].GetInt32());

        var versions = (await host.GetAsync($"/api/v1/tariffs/{id}/versions")).Is(HttpStatusCode.OK);
        Assert.Equal([2, 1], versions["items"].EnumerateArray().Select(each => each.GetProperty("version").GetInt32()));
        Assert.Equal("0.4950", (await host.GetAsync($"/api/v1/tariffs/{id}/versions/1")).Is(HttpStatusCode.OK)["tariff.energy.prices.0.priceKwh"].GetRawText());
        (await host.GetAsync($"/api/v1/tariffs/{id}/versions/3")).IsProblem(HttpStatusCode.NotFound);
        (await host.GetAsync($"/api/v1/tariffs/{id}-NONE")).IsProblem(HttpStatusCode.NotFound);

        var entries = (await host.AuditAsync()).Where(entry => entry.SubjectId == id).ToList();
        Assert.Equal(["tariff.update", "tariff.update", "tariff.update", "tariff.create"], entries.Select(entry => entry.Action));
        Assert.Contains("0.4950", entries[0].Before, StringComparison.Ordinal);
        Assert.Contains("0.60", entries[0].After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tariff.energy.prices[0].priceKwh", """{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1000001}]}}}""")]
    [InlineData("tariff.energy.prices[0].priceKwh", """{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1e300}]}}}""")]
    [InlineData("tariff.energy.prices[0].priceKwh", """{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":"0.30"}]}}}""")]
    [InlineData("tariff.energie", """{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]},"energie":{}}}""")]
    [InlineData("tariff.currency", """{"tariff":{"currency":"eur","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("tariff.tariffId", """{"tariff":{"tariffId":"OTHER","currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("tariff.energy", """{"tariff":{"currency":"EUR"}}""")]
    [InlineData("tariff.energy.prices[0].conditions.startTimeOfDay", """{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1,"conditions":{"startTimeOfDay":"24:00"}}]}}}""")]
    [InlineData("tariff.fixedFee.prices[0].conditions.minEnergy", """{"tariff":{"currency":"EUR","fixedFee":{"prices":[{"priceFixed":1,"conditions":{"minEnergy":5}}]}}}""")]
    [InlineData("tariff", """{"tariff":[]}""")]
    [InlineData("tariff", """{"name":"Without prices"}""")]
    [InlineData("name", """{"name":" ","tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("siteId", """{"siteId":"NOWHERE","tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("groups", """{"groups":[7],"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("tariff.validFrom", """{"tariff":{"currency":"EUR","validFrom":"9999-12-31T23:30:00Z","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("tariff.validFrom", """{"tariff":{"currency":"EUR","validFrom":"0001-01-01T00:00:00Z","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("name", """{"name":"\ud800","tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("groups[1]", """{"groups":["\ud83d\ude00","\uDC00"],"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("tariff.description[0].content", """{"tariff":{"currency":"EUR","description":[{"format":"UTF8","content":"\ud800"}],"energy":{"prices":[{"priceKwh":1}]}}}""")]
    [InlineData("retired", """{"retired":"no","tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1}]}}}""")]
    public async Task Tariff_ThatIsWrong_Is400NamingTheMember(string member, string body)
    {
        var id = host.NewId("WRONG");
        var answer = (await host.PutAsync($"/api/v1/tariffs/{id}", body)).IsProblem(HttpStatusCode.BadRequest);
        Assert.True(answer["errors"].TryGetProperty(member, out _), answer.Text);
        (await host.GetAsync($"/api/v1/tariffs/{id}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Revision_GuardsWhatMakesNoVersion()
    {
        var id = host.NewId("T");
        var first = (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created)["revision"].GetInt64();
        var second = (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"name":"One","revision":{{first}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal((1, true), (second["version"].GetInt32(), second["revision"].GetInt64() > first));
        Assert.Equal(second["revision"].GetInt64(), (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"name":"Two","version":1,"revision":{{first}}}""")).IsProblem(HttpStatusCode.Conflict)["revision"].GetInt64());
        Assert.Equal("One", (await host.GetAsync($"/api/v1/tariffs/{id}")).Word("name"));
        (await host.PutAsync($"/api/v1/tariffs/{id}", """{"retired":true,"reason":"Not sold any more"}""")).Is(HttpStatusCode.OK);
        Assert.Contains(await host.AuditAsync(), entry => entry is { Action: "tariff.retire", Reason: "Not sold any more" } && entry.SubjectId == id);
    }

    [Fact]
    public async Task Group_OfAnotherTariff_IsRefusedNamingThat()
    {
        var (one, two) = (host.NewId("T"), host.NewId("T"));
        (await host.PutAsync($"/api/v1/tariffs/{one}", $$"""{"groups":["Taxi"],"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/tariffs/{two}", """{"tariff":{"\ud800":1}}""")).IsProblem(HttpStatusCode.BadRequest);
        var refused = (await host.PutAsync($"/api/v1/tariffs/{two}", $$"""{"groups":["TAXI"],"tariff":{{Prices}}}""")).IsProblem(HttpStatusCode.BadRequest);
        Assert.Contains(one, refused["errors.groups"].GetRawText(), StringComparison.Ordinal);
        (await host.PutAsync($"/api/v1/tariffs/{one}", """{"groups":null}""")).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/tariffs/{two}", $$"""{"groups":["TAXI","taxi"],"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        var token = host.NewId("Tok");
        (await host.PutAsync($"/api/v1/tokens/{token}", """{"groupId":"Taxi"}""")).Is(HttpStatusCode.Created);
        (await host.PostAsync("/api/v1/token-groups/Taxi/rename", """{"to":"Cabs"}""")).Is(HttpStatusCode.OK);
        var named = (await host.GetAsync($"/api/v1/tariffs/{two}")).Is(HttpStatusCode.OK);
        Assert.Equal((1, "Cabs", 1), (named["groups"].GetArrayLength(), named.Word("groups.0"), named["groupTokens"].GetInt32()));
        (await host.PostAsync("/api/v1/token-groups/Cabs/rename", """{"to":"taxi"}""")).Is(HttpStatusCode.OK);
        Assert.Equal([two], (await host.GetAsync("/api/v1/tariffs?search=taxi"))["items"].EnumerateArray().Select(each => each.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Tariff_IsGivenToStationsSitesAndTokens_CountedThere_AndRetiredInsteadOfDeleted()
    {
        var (id, free, site, station, token) = (host.NewId("T"), host.NewId("T"), host.NewId("SITE"), host.NewId(), host.NewId("Tok"));
        (await host.PutAsync($"/api/v1/sites/{site}", """{"name":"Hafen"}""")).Is(HttpStatusCode.Created);
        foreach (var each in new[] { id, free }) (await host.PutAsync($"/api/v1/tariffs/{each}", $$"""{"siteId":"{{site}}","tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        Assert.Equal(id, (await host.PutAsync($"/api/v1/sites/{site}", $$"""{"tariffId":"{{id}}"}""")).Is(HttpStatusCode.OK).Word("tariffId"));
        Assert.Equal(id, (await host.PutAsync($"/api/v1/stations/{station}", $$"""{"siteId":"{{site}}","tariffId":"{{id}}"}""")).Is(HttpStatusCode.Created).Word("tariffId"));
        Assert.Equal(id, (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"tariffId":"{{id}}"}""")).Is(HttpStatusCode.Created).Word("tariffId"));
        Assert.Equal((1, 1, 1, 0), Use((await host.GetAsync($"/api/v1/tariffs/{id}")).Is(HttpStatusCode.OK)));
        Assert.Equal(id, (await host.GetAsync($"/api/v1/tokens/{token}")).Word("tariffId"));

        // Elsewhere, unknown, retired: refused beside the member.
        foreach (var path in new[] { $"stations/{host.NewId()}", $"sites/{host.NewId("SITE")}" }) await RefusedAsync(path, id);
        foreach (var path in new[] { $"stations/{station}", $"sites/{site}", $"tokens/{token}" }) await RefusedAsync(path, "NO-SUCH-TARIFF");
        (await host.PutAsync($"/api/v1/tariffs/{free}", """{"retired":true}""")).Is(HttpStatusCode.OK);
        foreach (var path in new[] { $"stations/{station}", $"sites/{site}", $"tokens/{token}" }) await RefusedAsync(path, free);

        (await host.DeleteAsync($"/api/v1/tariffs/{free}")).Is(HttpStatusCode.NoContent);
        foreach (var path in new[] { $"stations/{station}", $"sites/{site}", $"tokens/{token}" }) (await host.PutAsync($"/api/v1/{path}", """{"tariffId":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal((0, 0, 0, 0), Use((await host.GetAsync($"/api/v1/tariffs/{id}")).Is(HttpStatusCode.OK)));
        (await host.DeleteAsync($"/api/v1/tariffs/{id}")).IsProblem(HttpStatusCode.Conflict);
        Assert.True((await host.PutAsync($"/api/v1/tariffs/{id}", """{"retired":true}""")).Is(HttpStatusCode.OK)["retired"].GetBoolean());
        Assert.DoesNotContain(id, (await host.GetAsync("/api/v1/tariffs?retired=false")).Text, StringComparison.Ordinal);
        Assert.Contains(id, (await host.GetAsync($"/api/v1/tariffs?retired=true&site={site}")).Text, StringComparison.Ordinal);
        Assert.Equal(["tariff.retire", "tariff.create"], (await host.AuditAsync()).Where(entry => entry.SubjectId == id).Select(entry => entry.Action));
        Assert.Contains("tariff.delete", (await host.AuditAsync()).Where(entry => entry.SubjectId == free).Select(entry => entry.Action));

        async Task RefusedAsync(string path, string tariff)
        {
            var answer = (await host.PutAsync($"/api/v1/{path}", $$"""{"tariffId":"{{tariff}}"}""")).IsProblem(HttpStatusCode.BadRequest);
            Assert.True(answer["errors"].TryGetProperty("tariffId", out _), answer.Text);
        }
    }

    [Fact]
    public async Task KeyOfASite_ChangesAndGivesTariffsOfThatSiteAlone()
    {
        var (network, own, other, north, south) = (host.NewId("T"), host.NewId("T"), host.NewId("T"), host.NewId("NORTH"), host.NewId("SOUTH"));
        foreach (var site in new[] { north, south }) await host.PutAsync($"/api/v1/sites/{site}", """{"name":"A site"}""");
        (await host.PutAsync($"/api/v1/tariffs/{network}", $$"""{"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/tariffs/{other}", $$"""{"siteId":"{{south}}","tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        var key = await host.KeyAsync([Permissions.TariffsRead, Permissions.TariffsWrite, Permissions.StationsRead, Permissions.StationsWrite, Permissions.TokensRead, Permissions.TokensWrite], north);

        (await host.PutAsync($"/api/v1/tariffs/{own}", $$"""{"siteId":"{{north}}","tariff":{{Prices}}}""", key)).Is(HttpStatusCode.Created);
        foreach (var (id, body) in new[] { (network, """{"name":"Mine"}"""), (other, """{"name":"Mine"}"""), (host.NewId("T"), $$"""{"tariff":{{Prices}}}"""), (own, """{"siteId":null}"""), (own, $$"""{"siteId":"{{south}}"}""") })
        {
            (await host.PutAsync($"/api/v1/tariffs/{id}", body, key)).IsProblem(HttpStatusCode.Forbidden);
        }

        // Groups are of the whole network: the site neither takes one nor calls one otherwise; naming what is there already is no change.
        var group = host.NewId("Group");
        Assert.True((await host.PutAsync($"/api/v1/tariffs/{own}", $$"""{"groups":["{{group}}"]}""", key)).IsProblem(HttpStatusCode.BadRequest)["errors"].TryGetProperty("groups", out _));
        (await host.PutAsync($"/api/v1/tariffs/{own}", $$"""{"groups":["{{group}}"]}""")).Is(HttpStatusCode.OK);
        Assert.Equal(group, (await host.PutAsync($"/api/v1/tariffs/{own}", $$"""{"name":"Own","groups":["{{group}}"]}""", key)).Is(HttpStatusCode.OK).Word("groups.0"));
        (await host.PutAsync($"/api/v1/tokens/{host.NewId("Tok")}", $$"""{"groupId":"{{group}}"}""")).Is(HttpStatusCode.Created);
        (await host.PostAsync($"/api/v1/token-groups/{group}/rename", $$"""{"to":"{{group}}-2"}""", key)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(group, (await host.GetAsync($"/api/v1/tariffs/{own}", key)).Word("groups.0"));

        (await host.GetAsync($"/api/v1/tariffs/{other}", key)).IsProblem(HttpStatusCode.NotFound);
        (await host.DeleteAsync($"/api/v1/tariffs/{network}", key)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(new[] { network, own }.Order(StringComparer.Ordinal), (await host.GetAsync("/api/v1/tariffs?limit=1000", key))["items"].EnumerateArray().Select(each => each.GetProperty("id").GetString()!).Where(id => id == network || id == own || id == other));

        var token = host.NewId("Tok");
        (await host.PutAsync($"/api/v1/sites/{north}", $$"""{"tariffId":"{{network}}"}""", key)).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"tariffId":"{{network}}"}""", key)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"tariffId":"{{own}}"}""", key)).Is(HttpStatusCode.Created);
        var without = await host.KeyAsync([Permissions.StationsWrite, Permissions.StationsRead]);
        (await host.PutAsync($"/api/v1/sites/{north}", """{"tariffId":null}""", without)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PutAsync($"/api/v1/sites/{north}", """{"name":"Renamed"}""", without)).Is(HttpStatusCode.OK);
        (await host.GetAsync("/api/v1/tariffs", without)).IsProblem(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Group_ThatATariffNames_IsGivenAndTakenByWhoMayChangeThatTariff_OverEveryDoor()
    {
        var (id, token, other, priced, plain) = (host.NewId("T"), host.NewId("Tok"), host.NewId("Tok"), host.NewId("CHEAP"), host.NewId("PLAIN"));
        (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"groups":["{{priced}}"],"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"groupId":"{{plain}}"}""")).Is(HttpStatusCode.Created);
        (await host.PutAsync($"/api/v1/tokens/{other}", $$"""{"groupId":"{{priced}}"}""")).Is(HttpStatusCode.Created);
        var support = await host.KeyAsync([Permissions.TokensRead, Permissions.TokensWrite]);

        // Into it, out of it, anew in it; what leaves the price as it is stays allowed.
        foreach (var (which, group) in new[] { (token, $"\"{priced}\""), (other, "null"), (other, $"\"{plain}\""), (host.NewId("Tok"), $"\"{priced}\"") })
        {
            Assert.Equal("groupId", (await host.PutAsync($"/api/v1/tokens/{which}", $$"""{"groupId":{{group}}}""", support)).IsProblem(HttpStatusCode.Forbidden).Word("member"));
        }

        (await host.PutAsync($"/api/v1/tokens/{other}", """{"driver":"Ann"}""", support)).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"groupId":"{{plain}}-2"}""", support)).Is(HttpStatusCode.OK);
        (await host.PutAsync($"/api/v1/tokens/{token}", $$"""{"groupId":"{{plain}}"}""", support)).Is(HttpStatusCode.OK);

        // By a file.
        var done = (await host.PostCsvAsync("/api/v1/tokens/import", $"token,group,driver\n{token},{priced},\n{other},,\n{token}-2,{plain},\n", support)).Is(HttpStatusCode.OK);
        Assert.Equal([("pricedGroup", "group"), ("pricedGroup", "group")], done["refused"].EnumerateArray().Select(row => (row.GetProperty("reason").GetString(), row.GetProperty("column").GetString())));
        Assert.Equal((plain, priced), ((await host.GetAsync($"/api/v1/tokens/{token}")).Word("groupId"), (await host.GetAsync($"/api/v1/tokens/{other}")).Word("groupId")));

        // As a whole.
        Assert.Equal("to", (await host.PostAsync($"/api/v1/token-groups/{plain}/rename", $$"""{"to":"{{priced}}","merge":true}""", support)).IsProblem(HttpStatusCode.Forbidden).Word("member"));
        (await host.PostAsync($"/api/v1/token-groups/{priced}/rename", $$"""{"to":"{{priced}}-2"}""", support)).IsProblem(HttpStatusCode.Forbidden);
        (await host.PostAsync($"/api/v1/token-groups/{priced}/dissolve", "{}", support)).IsProblem(HttpStatusCode.Forbidden);
        Assert.Equal(priced, (await host.GetAsync($"/api/v1/tariffs/{id}")).Word("groups.0"));

        // To remove a token stays allowed; who may change the tariff does all of it.
        (await host.DeleteAsync($"/api/v1/tokens/{other}", support)).Is(HttpStatusCode.NoContent);
        var finance = await host.KeyAsync([Permissions.TokensRead, Permissions.TokensWrite, Permissions.TariffsWrite]);
        (await host.PutAsync($"/api/v1/tokens/{other}", $$"""{"groupId":"{{priced}}"}""", finance)).Is(HttpStatusCode.Created);
        (await host.PostAsync($"/api/v1/token-groups/{plain}/rename", $$"""{"to":"{{priced}}","merge":true}""", finance)).Is(HttpStatusCode.OK);
        (await host.PostAsync($"/api/v1/token-groups/{priced}/dissolve", "{}", finance)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Import_GivesTariffsThatThereAre_AndRefusesTheOthers()
    {
        var (id, token) = (host.NewId("T"), host.NewId("Tok"));
        (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"tariff":{{Prices}}}""")).Is(HttpStatusCode.Created);
        var done = (await host.PostCsvAsync("/api/v1/tokens/import", $"token,tariff,language1,charging_priority,only_at\n{token},{id},,,\n{token}-2,NO-SUCH,,,\n{token}-3,,german-de,,\n{token}-4,,,10,\n{token}-5,,,,A/x\n")).Is(HttpStatusCode.OK);
        Assert.Equal(["notATariff", "notALanguage", "notAPriority", "notPlaces"], done["refused"].EnumerateArray().Select(row => row.GetProperty("reason").GetString()));
        Assert.Equal(id, (await host.GetAsync($"/api/v1/tokens/{token}")).Is(HttpStatusCode.OK).Word("tariffId"));
        (await host.GetAsync($"/api/v1/tokens/{token}-2")).IsProblem(HttpStatusCode.NotFound);
        (await host.PostCsvAsync("/api/v1/tokens/import", $"token,tariff\n{token},\n")).Is(HttpStatusCode.OK);
        Assert.False((await host.GetAsync($"/api/v1/tokens/{token}")).Body.TryGetProperty("tariffId", out _));
    }

    [Fact]
    public async Task Preview_PricesAMadeUpSession_ByTheClockOfThePlace()
    {
        const string tariff = """{"currency":"EUR","energy":{"prices":[{"priceKwh":0.30,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.50}],"taxRates":[{"type":"VAT","tax":20}]},"fixedFee":{"prices":[{"priceFixed":1}]}}""";
        const string usage = """[{"at":"2026-11-29T20:00:00Z","energyWh":0,"charging":true},{"at":"2026-11-29T21:00:00Z","energyWh":10000,"charging":true},{"at":"2026-11-29T22:00:00Z","energyWh":20000,"charging":false}]""";
        var cost = (await host.PostAsync("/api/v1/tariffs/preview", $$"""{"tariff":{{tariff}},"timeZone":"Europe/Berlin","usage":{{usage}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("EUR", 9.00m, 1.60m, 10.60m), (cost.Word("currency"), cost["exclTax"].GetDecimal(), cost["tax"].GetDecimal(), cost["inclTax"].GetDecimal())); // 10 kWh by day, 10 by night, a fee without tax
        Assert.Equal(cost["inclTax"].GetDecimal(), cost["lines"].EnumerateArray().Sum(line => line.GetProperty("inclTax").GetDecimal()));

        var id = host.NewId("T");
        (await host.PutAsync($"/api/v1/tariffs/{id}", $$"""{"tariff":{{tariff}}}""")).Is(HttpStatusCode.Created);
        Assert.Equal(13.00m, (await host.PostAsync("/api/v1/tariffs/preview", $$"""{"tariffId":"{{id}}","usage":{{usage}}}""")).Is(HttpStatusCode.OK)["inclTax"].GetDecimal()); // all of it before 22:00 UTC
        (await host.PostAsync("/api/v1/tariffs/preview", $$"""{"tariffId":"{{id}}-NONE","usage":{{usage}}}""")).IsProblem(HttpStatusCode.NotFound);
        (await host.PostAsync("/api/v1/tariffs/preview", $$"""{"tariffId":"{{id}}","version":9,"usage":{{usage}}}""")).IsProblem(HttpStatusCode.NotFound);
        foreach (var (member, body) in new[]
        {
            ("tariff", $$"""{"usage":{{usage}}}"""), ("tariff.energy.prices[0].priceKwh", $$$"""{"tariff":{"currency":"EUR","energy":{"prices":[{"priceKwh":1000001}]}},"usage":{{{usage}}}}"""),
            ("timeZone", $$"""{"tariffId":"{{id}}","timeZone":"Mars","usage":{{usage}}}"""), ("usage", $$"""{"tariffId":"{{id}}","usage":[]}"""),
            ("usage[1].at", $$"""{"tariffId":"{{id}}","usage":[{"at":"2026-11-29T20:00:00Z","energyWh":0,"charging":true},{"at":"2026-11-29T19:00:00Z","energyWh":1,"charging":true}]}"""),
            ("usage[0].at", $$"""{"tariffId":"{{id}}","timeZone":"Europe/Berlin","usage":[{"at":"9999-12-31T23:30:00Z","energyWh":0,"charging":true},{"at":"9999-12-31T23:40:00Z","energyWh":1,"charging":true}]}"""),
            ("usage[0].at", $$"""{"tariffId":"{{id}}","timeZone":"America/New_York","usage":[{"at":"0001-01-01T00:00:00Z","energyWh":0,"charging":true},{"at":"0001-01-01T01:00:00Z","energyWh":1,"charging":true}]}"""),
            ("usage", $$"""{"tariffId":"{{id}}","usage":[{{string.Join(',', Enumerable.Repeat("""{"at":"2026-11-29T20:00:00Z","energyWh":0,"charging":true}""", 1001))}}]}"""),
            ("usage[1].at", $$"""{"tariffId":"{{id}}","usage":[{"at":"2026-11-29T20:00:00Z","energyWh":0,"charging":true},{"at":"2026-12-31T20:00:00Z","energyWh":1,"charging":true}]}"""),
            ("tariffId", $$"""{"tariffId":"\ud800","usage":{{usage}}}"""),
            ("usage[1].energyWh", $$"""{"tariffId":"{{id}}","usage":[{"at":"2026-11-29T20:00:00Z","energyWh":5,"charging":true},{"at":"2026-11-29T21:00:00Z","energyWh":1,"charging":true}]}"""),
        })
        {
            var refused = (await host.PostAsync("/api/v1/tariffs/preview", body)).IsProblem(HttpStatusCode.BadRequest);
            Assert.True(refused["errors"].TryGetProperty(member, out _), refused.Text);
        }
    }

    [Fact]
    public async Task Document_ShowsTheMembersOfATariff_WhereItGoesOutToTheLetter()
    {
        var document = (await host.GetAsync("/openapi/v1.json", key: null)).Is(HttpStatusCode.OK);
        var view = document["components.schemas.TariffView.properties.tariff"];
        Assert.True(view.GetRawText().Contains("schemas/TariffBody", StringComparison.Ordinal), view.GetRawText());
    }

    private static (int, string) Two(ApiAnswer answer, string number, string word) => (answer[number].GetInt32(), answer.Word(word)!);

    private static (int, int, int, int) Use(ApiAnswer tariff) => (tariff["stations"].GetInt32(), tariff["sites"].GetInt32(), tariff["tokens"].GetInt32(), tariff["groupTokens"].GetInt32());
}
