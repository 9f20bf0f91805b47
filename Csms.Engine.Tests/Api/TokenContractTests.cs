using System.Net;
using System.Text.Json;

namespace Csms.Engine.Tests.Api;

/// <summary>CONTRACTS 19 to 22: tokens entered over REST, judged over OCPP.</summary>
public sealed class TokenContractTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{"type":"Central","status":"Accepted"}""", "Accepted", "Accepted")]
    [InlineData("""{"type":"ISO14443","status":"Blocked"}""", "Blocked", "Blocked")]
    [InlineData("""{"type":"Central","status":"Accepted","expiresAt":"2020-01-01T00:00:00Z"}""", "Expired", "Expired")]
    [InlineData("""{"type":"Central","status":"Blocked","expiresAt":"2020-01-01T00:00:00Z"}""", "Blocked", "Blocked")]
    [InlineData(null, "Invalid", "Unknown")]
    public async Task Contract19_Token_IsJudgedByItsStatusWhateverItsCaseAndType(string? body, string of16, string of2x)
    {
        var token = host.NewId("Tok");
        if (body is not null) (await host.PutAsync($"/api/v1/tokens/{token}", body)).Is(HttpStatusCode.Created);
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.Equal(of16, (await AuthorizeAsync(old, token.ToUpperInvariant())).GetProperty("status").GetString());
        foreach (var protocol in new[] { "ocpp2.0.1", "ocpp2.1" })
        {
            await using var station = await host.StationAsync(protocol);
            Assert.Equal(of2x, (await AuthorizeAsync(station, token.ToLowerInvariant(), "ISO15693")).GetProperty("status").GetString());
        }
    }

    [Fact]
    public async Task Contract20_Group_IsAnsweredAlsoWhenNotAccepted()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Blocked","groupId":"Fleet-7"}""");
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.Equal("Fleet-7", (await AuthorizeAsync(old, token)).GetProperty("parentIdTag").GetString());
        await using var station = await host.StationAsync("ocpp2.0.1");
        var group = (await AuthorizeAsync(station, token, "Central")).GetProperty("groupIdToken");
        Assert.Equal("Fleet-7", group.GetProperty("idToken").GetString());
        Assert.Equal("Central", group.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Contract21_TokenForOnePlace_IsConcurrentTxElsewhere()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted","concurrent":false}""");
        await using var first = await host.StationAsync();
        await using var second = await host.StationAsync();
        Assert.Equal("Accepted", (await StartAsync(first, token)).GetProperty("status").GetString());
        Assert.Equal("ConcurrentTx", (await StartAsync(second, token)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Contract22_ExpiryDate_GoesOut()
    {
        var token = host.NewId("Tok");
        await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"Central","status":"Accepted","expiresAt":"2099-05-06T07:08:09Z"}""");
        await using var old = await host.StationAsync("ocpp1.6");
        Assert.StartsWith("2099-05-06T07:08:09", (await AuthorizeAsync(old, token)).GetProperty("expiryDate").GetString(), StringComparison.Ordinal);
        await using var station = await host.StationAsync("ocpp2.1");
        Assert.StartsWith("2099-05-06T07:08:09", (await AuthorizeAsync(station, token, "Central")).GetProperty("cacheExpiryDateTime").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_EnteredChangedReadListedAndDeleted_IsTheOneWhateverItsCase()
    {
        var token = host.NewId("Abc");
        var made = (await host.PutAsync($"/api/v1/tokens/{token}", """{"type":"eMAID","status":"Accepted","driver":"Ada","groupId":"G"}""")).Is(HttpStatusCode.Created);
        Assert.Equal(["idToken", "type", "status", "groupId", "expiresAt", "driver", "concurrent", "note"], made.Body.EnumerateObject().Select(member => member.Name));
        (await host.PutAsync($"/api/v1/tokens/{token.ToUpperInvariant()}", """{"type":"eMAID","status":"NoCredit","groupId":null}""")).Is(HttpStatusCode.OK);
        var read = (await host.GetAsync($"/api/v1/tokens/{token.ToLowerInvariant()}")).Is(HttpStatusCode.OK);
        Assert.Equal(("NoCredit", "Ada", "null"), (read.Word("status"), read.Word("driver"), read.Word("groupId")));
        Assert.Equal(1, (await host.GetAsync($"/api/v1/tokens?search={token}"))["items"].GetArrayLength());
        (await host.DeleteAsync($"/api/v1/tokens/{token}")).Is(HttpStatusCode.NoContent);
        (await host.GetAsync($"/api/v1/tokens/{token}")).IsProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"type":"central","status":"Accepted"}""", "type")]
    [InlineData("""{"type":"Central","status":"Fine"}""", "status")]
    [InlineData("""{"type":"Central","status":"Accepted","expiresAt":"soon"}""", "expiresAt")]
    [InlineData("""{"type":"Central","status":"Accepted","concurrent":"yes"}""", "concurrent")]
    public async Task Token_WithAFault_Is400NamingTheMember(string body, string member) =>
        Assert.Equal(JsonValueKind.Array, (await host.PutAsync("/api/v1/tokens/x", body)).IsProblem(HttpStatusCode.BadRequest)["errors." + member].ValueKind);

    private static async Task<JsonElement> AuthorizeAsync(OcppTalk station, string token, string? type = null) => type is null
        ? (await station.CallAsync("Authorize", $$"""{"idTag":"{{token}}"}""")).GetProperty("idTagInfo")
        : (await station.CallAsync("Authorize", $$$"""{"idToken":{"idToken":"{{{token}}}","type":"{{{type}}}"}}""")).GetProperty("idTokenInfo");

    private static async Task<JsonElement> StartAsync(OcppTalk station, string token) =>
        (await station.CallAsync("StartTransaction", $$"""{"connectorId":1,"idTag":"{{token}}","meterStart":0,"timestamp":"{{DateTimeOffset.UtcNow:O}}"}""")).GetProperty("idTagInfo");
}
