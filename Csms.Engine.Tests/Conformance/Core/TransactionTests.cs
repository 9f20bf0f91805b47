using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Limits;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Transactions that begin without a question, end by a master pass, have limits, outlive a reboot, or fail at the lock.</summary>
public sealed class TransactionTests(EngineHost host) : Sessions.SessionTest(host)
{
    [Theory]
    [UseCase("C14", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Start_WithATokenOfTheLocalList_NeedsNoQuestionAndIsJudgedAnew(string version)
    {
        var token = await PutAsync(new TokenEntry { IdToken = New(), GroupId = "Depot" });
        await using var station = await BootAsync(version);
        var entry = $$$"""{"idToken":{"idToken":"{{{token}}}","type":"ISO14443"},"idTokenInfo":{"status":"Accepted"}}""";
        var sent = GiveAsync(station, "SendLocalList", $$"""{"versionNumber":1,"updateType":"Full","localAuthorizationList":[{{entry}}]}""");
        var (list, _) = await station.ExpectCallAsync("SendLocalList");
        await station.AnswerAsync(list, Parse("""{"status":"Accepted"}"""));
        Assert.Equal("Accepted", (await sent).Status);

        // No Authorize before it: the list said that the token may charge.
        var first = Transaction(version, token: token);
        var started = await station.CallAsync(first.Started(T0, 100));
        first.Answered(started);
        await station.CallAsync(first.Ended(T0.AddMinutes(1), 300));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));
        Assert.Contains("Depot", started.ToJsonString(), StringComparison.Ordinal);
        AssertSound(await Host.OnlyAsync(station.Id), 200);

        // The list is older than the word about the token: the station hears it with the start.
        await PutAsync(new TokenEntry { IdToken = token, Status = AuthorizationStatus.Blocked });
        var second = Transaction(version, token: token);
        Assert.Equal("Blocked", TransactionScript.VerdictIn(await station.CallAsync(second.Started(T0.AddMinutes(2), 300))));
    }

    [Theory]
    [UseCase("C16", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Stop_ByAMasterPass_EndsTheSessionAndKeepsItsDriver(string version)
    {
        var driver = await PutAsync(new TokenEntry { IdToken = New(), GroupId = "Family" });
        var master = await PutAsync(new TokenEntry { IdToken = New(), GroupId = "Wardens" });
        await using var station = await BootAsync(version);
        var transaction = Transaction(version, token: driver);
        await StartAsync(station, transaction, T0, 100);

        // The station knows the master pass by its group, so the answer has to name it.
        var asked = await station.CallAsync(new ScriptedMessage("Authorize", Parse($$$"""{"idToken":{"idToken":"{{{master}}}","type":"ISO14443"}}""")));
        var ended = await station.CallAsync(transaction.Ended(T0.AddMinutes(1), 400, "MasterPass", by: master));

        Assert.Equal("""{"status":"Accepted","groupIdToken":{"idToken":"Wardens","type":"Central"}}""", Ordered(asked["idTokenInfo"]!));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(ended));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 300);
        Assert.Equal((driver, "MasterPass"), (session.Token!.Value, session.StopReason));
    }

    [Fact]
    [UseCase("E16", "2.1")]
    public async Task Limits_OfTheCsms_GoOutUntilTheStationHoldsThem_AndEndTheTransaction()
    {
        await using var station = await BootAsync("ocpp2.1");
        var transaction = Transaction("ocpp2.1");
        await StartAsync(station, transaction, T0, 1000);
        var wanted = new TransactionLimits(MaxEnergyWh: 5000, MaxTimeSeconds: 3600);

        Assert.NotNull(await Host.Directory.LimitSessionAsync(await Host.OnlyAsync(station.Id), wanted));
        await Host.RestartAsync(); // what is wanted outlives the program
        await using var again = await ScriptedStation.ConnectAsync(Host, station.Id, "ocpp2.1");
        var first = await again.CallAsync(transaction.Sample(T0.AddMinutes(1), 1500));
        var second = await again.CallAsync(transaction.Sample(T0.AddMinutes(2), 2000));
        Assert.Equal("""{"maxEnergy":5000,"maxTime":3600}""", first["transactionLimit"]!.ToJsonString());
        Assert.Equal(first["transactionLimit"]!.ToJsonString(), second["transactionLimit"]!.ToJsonString());

        // The station has a lower limit of energy of its own: the wanted one holds with it.
        var set = await again.CallAsync(transaction.Event("Updated", "LimitSet", T0.AddMinutes(3), change: Holding("""{"maxEnergy":3000,"maxTime":3600}""")));
        Assert.Null(set["transactionLimit"]);
        var running = Assert.Single(Host.State(station.Id).Sessions.Sessions);
        Assert.Equal((new TransactionLimits(MaxEnergyWh: 3000, MaxTimeSeconds: 3600), null), (running.Limits, running.WantedLimits));

        await again.CallAsync(transaction.Event("Updated", "EnergyLimitReached", T0.AddMinutes(4), 4000));
        await again.CallAsync(transaction.Ended(T0.AddMinutes(5), 4000, "EnergyLimitReached"));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 3000);
        Assert.Equal(("EnergyLimitReached", 3000m), (session.StopReason, session.Limits?.MaxEnergyWh));
        Assert.Null(await Host.Directory.LimitSessionAsync(session, wanted));
    }

    [Fact]
    [UseCase("F07", "2.1")]
    public async Task Limits_WantedBeforeTheRemoteStart_OutliveTheProgram_AndGoToTheTransactionThatShowsItsNumber()
    {
        await using var station = await BootAsync("ocpp2.1");
        var book = Host.Services.GetRequiredService<StartLimitBook>();
        var id = StationId.Parse(station.Id);
        await book.PutAsync(id, 41, new TransactionLimits(MaxEnergyWh: 5000, MaxSocPercent: 80), CancellationToken.None);
        await book.PutAsync(id, 42, new TransactionLimits(MaxCost: 3), CancellationToken.None);
        await Host.RestartAsync();
        await using var again = await ScriptedStation.ConnectAsync(Host, station.Id, "ocpp2.1");
        var transaction = Transaction("ocpp2.1");
        var started = await again.CallAsync(transaction.Started(T0, 1000).With(payload => payload["transactionInfo"]!["remoteStartId"] = 41));
        Assert.Equal("""{"maxEnergy":5000,"maxSoC":80}""", started["transactionLimit"]!.ToJsonString());
        await Eventually.TrueAsync(() => Host.Services.GetRequiredService<StartLimitBook>().Of(id) is [{ RemoteStartId: 42 }], "the transaction has taken its limits over, and nobody else can");

        // Its answer was lost: the same event gets the same answer; the session has them now.
        Assert.Equal(started.ToJsonString(), (await again.CallAsync(transaction.Started(T0, 1000).With(payload => payload["transactionInfo"]!["remoteStartId"] = 41))).ToJsonString());
        var set = await again.CallAsync(transaction.Event("Updated", "LimitSet", T0.AddMinutes(1), change: Holding("""{"maxEnergy":5000,"maxSoC":80}""")));
        Assert.Null(set["transactionLimit"]);
        await again.CallAsync(transaction.Ended(T0.AddMinutes(9), 6000, "EnergyLimitReached"));
        Assert.Equal(("EnergyLimitReached", new TransactionLimits(MaxEnergyWh: 5000, MaxSocPercent: 80)), ((await Host.OnlyAsync(station.Id)).StopReason, (await Host.OnlyAsync(station.Id)).Limits));
    }

    [Fact]
    [UseCase("E16", "2.1")]
    public async Task Limits_ChosenAtTheStation_AreKnown_AndNoneAreWantedOfAStationThatHasNone()
    {
        await using var young = await BootAsync("ocpp2.1");
        await using var old = await BootAsync("ocpp2.0.1");
        var limited = Transaction("ocpp2.1");
        await young.CallAsync(limited.Started(T0, 100).With(Holding("""{"maxCost":12.5,"maxSoC":80}""")));
        var free = Transaction("ocpp2.0.1");
        await StartAsync(old, free, T0, 100);
        await Host.Directory.LimitSessionAsync(await Host.OnlyAsync(old.Id), new TransactionLimits(MaxSocPercent: 80));

        Assert.Equal(new TransactionLimits(MaxCost: 12.5m, MaxSocPercent: 80), (await Host.OnlyAsync(young.Id)).Limits);
        Assert.Equal("{}", (await old.CallAsync(free.Sample(T0.AddMinutes(1), 200))).ToJsonString());
    }

    [Fact]
    [UseCase("B13", "2.1")]
    [UseCase("E17", "2.1")]
    public async Task Transaction_ResumedAfterAReset_IsTheSameSession()
    {
        await using var station = await BootAsync("ocpp2.1");
        var transaction = Transaction("ocpp2.1");
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 2000));
        var reset = GiveAsync(station, "Reset", """{"type":"ImmediateAndResume"}""");
        var (id, payload) = await station.ExpectCallAsync("Reset");
        Assert.Equal("""{"type":"ImmediateAndResume"}""", payload.ToJsonString());
        await station.AnswerAsync(id, Parse("""{"status":"Accepted"}"""));
        Assert.Equal("Accepted", (await reset).Status);
        await station.Wire.CloseAsync();

        await using var again = await ScriptedStation.ConnectAsync(Host, station.Id, "ocpp2.1");
        await again.CallAsync(new ScriptedMessage("BootNotification", Parse("""{"reason":"RemoteReset","chargingStation":{"vendorName":"Arden","model":"T2"}}""")));
        await again.CallAsync(transaction.Event("Updated", "TxResumed", T0.AddMinutes(3), 2000, change: change => change["transactionInfo"]!["chargingState"] = "Charging"));

        var running = Assert.Single(Host.State(station.Id).Sessions.Sessions);
        Assert.Equal((SessionState.Active, ChargingState.Charging), (running.State, running.ChargingState));
        await again.CallAsync(transaction.Ended(T0.AddMinutes(5), 3000));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 2000);
        Assert.Contains("TxResumed", (await Host.Sessions.EventsAsync(session.Id, CancellationToken.None)).Select(entry => entry.Trigger));
    }

    [Theory]
    [UseCase("G05", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Lock_ThatFails_IsKnownUntilItHoldsAgain(string version)
    {
        await using var station = await BootAsync(version);
        await station.CallAsync(Transaction(version).Status(T0, "Available"));

        await station.CallAsync(Lock(1, "true", "E-LOCK"));
        await station.CallAsync(Transaction(version).Status(T0.AddSeconds(20), "Preparing")); // says nothing of the lock
        var failing = Host.State(station.Id).Evse(1)!.Find(1)!;
        Assert.Equal((true, ConnectorStatus.Occupied, "E-LOCK"), (failing.IsLockFailing, failing.Status, failing.VendorErrorCode));
        await Eventually.TrueAsync(
            async () => await Host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.connectors WHERE station_key = $1 AND error_code = 'ConnectorLockFailure'", Host.State(station.Id).Key) == 1,
            "the failure is stored");

        await station.CallAsync(Lock(2, "false", null));
        Assert.False(Host.State(station.Id).Evse(1)!.Find(1)!.IsLockFailing);
    }

    private static ScriptedMessage Lock(int number, string value, string? code)
    {
        var told = Parse("""{"trigger":"Alerting","eventNotificationType":"HardWiredNotification","component":{"name":"ConnectorPlugRetentionLock","evse":{"id":1,"connectorId":1}},"variable":{"name":"Problem"}}""");
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture); // whole seconds: may lie before the boot
        (told["eventId"], told["timestamp"], told["actualValue"]) = (number, now, value);
        if (code is not null) told["techCode"] = code;
        return new("NotifyEvent", new JsonObject { ["generatedAt"] = now, ["seqNo"] = 0, ["eventData"] = new JsonArray(told) });
    }

    private static Action<JsonObject> Holding(string limit) => payload => payload["transactionInfo"]!["transactionLimit"] = Parse(limit);

    private static string Ordered(JsonNode info) => new JsonObject { ["status"] = info["status"]?.DeepClone(), ["groupIdToken"] = info["groupIdToken"]?.DeepClone() }.ToJsonString();

    private static string New() => "T" + Guid.NewGuid().ToString("N")[..12];

    private async Task<string> PutAsync(TokenEntry entry)
    {
        await Host.Tokens.PutAsync(entry, CancellationToken.None);
        return entry.IdToken;
    }

    private Task<StationCommand> GiveAsync(ScriptedStation station, string action, string body) => Host.Commands.ExecuteAsync(
        new CommandRequest(StationId.Parse(station.Id), action, JsonDocument.Parse(body).RootElement, "test"), CancellationToken.None);

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
