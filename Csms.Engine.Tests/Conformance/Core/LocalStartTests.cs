using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Starts for which the station asks nobody: it has the token in its cache (C12) or on its list while it is offline (C13); and starts after a payment (C03).</summary>
public sealed class LocalStartTests(EngineHost host) : Sessions.SessionTest(host)
{
    private static readonly DateTimeOffset _until = new(2099, 5, 6, 7, 8, 9, TimeSpan.Zero);

    [Theory]
    [UseCase("C10", "1.6", "2.0.1", "2.1")]
    [UseCase("C12", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task CachedToken_StartsWithoutAQuestion_AndTheCacheHearsWhatHasBecomeOfIt(string version)
    {
        var token = await PutAsync("Depot", AuthorizationStatus.Accepted);
        await using var station = await BootAsync(version);

        // The first time it asks: what the cache keeps, with its end and its group.
        var asked = Info(await station.CallAsync(new ScriptedMessage("Authorize", version == "ocpp1.6" ? new JsonObject { ["idTag"] = token } : new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = token, ["type"] = "ISO14443" } })));
        AssertTold(version, asked, "Accepted");

        // From now on it does not: each start tells the cache anew.
        var first = Transaction(version, token: token);
        var started = await station.CallAsync(first.Started(T0, 100));
        first.Answered(started);
        AssertTold(version, Info(started), "Accepted");
        await station.CallAsync(first.Ended(T0.AddMinutes(1), 300));
        AssertSound(await Host.OnlyAsync(station.Id), 200);

        await PutAsync("Depot", AuthorizationStatus.Blocked, token);
        AssertTold(version, Info(await station.CallAsync(Transaction(version, token: token).Started(T0.AddMinutes(2), 300))), "Blocked");
    }

    [Theory]
    [UseCase("C13", "1.6", "2.0.1", "2.1")]
    [UseCase("E04", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task ListedToken_ChargesWhileTheStationIsOffline_AndIsJudgedWhenItIsTold(string version)
    {
        var (good, blocked) = (await PutAsync("Depot", AuthorizationStatus.Accepted), await PutAsync("Depot", AuthorizationStatus.Accepted));
        var id = EngineHost.NewStation();
        await using (var before = await ScriptedStation.BootAsync(Host, id, version))
        {
            var list = string.Join(",", new[] { good, blocked }.Select(token => $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"},"idTokenInfo":{"status":"Accepted"}}"""));
            var sent = Host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(id), "SendLocalList", JsonElement.Parse($$"""{"versionNumber":1,"updateType":"Full","localAuthorizationList":[{{list}}]}"""), "test"), CancellationToken.None);
            var (call, payload) = await before.ExpectCallAsync("SendLocalList");
            await before.AnswerAsync(call, new JsonObject { ["status"] = "Accepted" });
            Assert.Equal("Accepted", (await sent).Status);
            Assert.All(new[] { good, blocked }, token => Assert.Contains(token, payload.ToJsonString(), StringComparison.Ordinal));
        }

        // It is away, both charge by its list, and one of them is blocked meanwhile.
        await PutAsync("Depot", AuthorizationStatus.Blocked, blocked);
        await using var station = await ScriptedStation.ConnectAsync(Host, id, version);
        Assert.Equal("Accepted", await TellAsync(station, 1, good));
        Assert.Equal("Blocked", await TellAsync(station, 2, blocked)); // the station takes it off its list

        var sessions = (await Host.StoredAsync(id)).ToDictionary(session => session.Token!.Value);
        AssertSound(sessions[good], 1000);
        Assert.Equal((1000L, T0.AddHours(-5), T0.AddHours(-3)), (sessions[blocked].EnergyWh, sessions[blocked].StartedAt, sessions[blocked].EndedAt)); // what was drawn was drawn
    }

    [Theory]
    [UseCase("C03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Payment_ByCard_StartsFromAfarWithATokenOfTheCsms(string version)
    {
        await using var station = await BootAsync(version);
        var paid = await PutAsync(null, AuthorizationStatus.Accepted, type: "Central"); // what the payment terminal's backend enters once the card is charged

        var start = Host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), "RequestStartTransaction",
            JsonElement.Parse($$$"""{"evseId":1,"remoteStartId":515,"idToken":{"idToken":"{{{paid}}}","type":"Central"}}"""), "test"), CancellationToken.None);
        var (call, asked) = await station.ExpectCallAsync("RequestStartTransaction");
        await station.AnswerAsync(call, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal("Accepted", (await start).Status);
        Assert.Equal($$"""{"idToken":"{{paid}}","type":"Central"}""", asked["idToken"]!.ToJsonString());

        var transaction = Transaction(version, token: paid);
        var started = await station.CallAsync(transaction.Started(T0, 100).With(payload =>
        {
            payload["triggerReason"] = "RemoteStart";
            payload["transactionInfo"]!["remoteStartId"] = 515;
            payload["idToken"]!["type"] = "Central";
        }));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(1), 400));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 300);
        Assert.Equal((paid, 515), (session.Token!.Value, session.RemoteStartId));
    }

    private async Task<string> PutAsync(string? group, AuthorizationStatus status, string? token = null, string type = "ISO14443")
    {
        token ??= "L" + Guid.NewGuid().ToString("N")[..14].ToUpperInvariant();
        await Host.Tokens.PutAsync(new TokenEntry { IdToken = token, Type = type, GroupId = group, Status = status, ExpiresAt = _until }, CancellationToken.None);
        return token;
    }

    /// <summary>A whole transaction of hours ago, told now; the verdict in the answer to its start.</summary>
    private async Task<string?> TellAsync(ScriptedStation station, int evse, string token)
    {
        var transaction = Transaction(station.Subprotocol, evse, token);
        var started = await station.CallAsync(Offline(transaction.Started(T0.AddHours(-5), 100)));
        transaction.Answered(started);
        await station.CallAsync(Offline(transaction.Sample(T0.AddHours(-4), 600)));
        await station.CallAsync(Offline(transaction.Ended(T0.AddHours(-3), 1100)));
        return TransactionScript.VerdictIn(started);

        // 1.6 does not say that a message was kept while offline.
        ScriptedMessage Offline(ScriptedMessage message) => transaction.Is16 ? message : message.With(payload => payload["offline"] = true);
    }

    private static JsonNode Info(JsonObject answer) => (answer["idTagInfo"] ?? answer["idTokenInfo"])!;

    private static void AssertTold(string version, JsonNode info, string status)
    {
        var (group, end) = version == "ocpp1.6" ? ((string?)info["parentIdTag"], (string?)info["expiryDate"]) : ((string?)info["groupIdToken"]!["idToken"], (string?)info["cacheExpiryDateTime"]);
        Assert.Equal((status, "Depot"), ((string?)info["status"], group));
        Assert.StartsWith("2099-05-06T07:08:09", end, StringComparison.Ordinal);
    }
}
