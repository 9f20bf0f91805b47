using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using ConnectorStatus = Csms.Engine.Events.ConnectorStatus;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Boot, authorization, transactions, status and meter values as a station tells them, in every version.</summary>
public sealed class FromTheStationTests(EngineHost host) : Sessions.SessionTest(host)
{
    [Theory]
    [UseCase("B01", "1.6", "2.0.1", "2.1")]
    [UseCase("G02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Boot_OfAnAcceptedStation_GivesTimeAndIntervalAndTheHeartbeatGivesTheTime(string version)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await using var station = await ScriptedStation.ConnectAsync(Host, EngineHost.NewStation(), version);

        var boot = await station.CallAsync(ScriptedStation.Boot(version));
        var heartbeat = await station.CallAsync(new ScriptedMessage("Heartbeat", []));

        Assert.Equal(("Accepted", 300), ((string?)boot["status"], (int)boot["interval"]!));
        Assert.InRange(Time(boot["currentTime"]), before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.InRange(Time(heartbeat["currentTime"]), before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal("Arden", Host.State(station.Id).Boot?.Vendor);
    }

    [Theory]
    [UseCase("B04", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Station_OfflineWhileIdle_ComesBackWithoutABootAndIsServed(string version)
    {
        var id = EngineHost.NewStation();
        await using (var first = await ScriptedStation.BootAsync(Host, id, version)) await first.CallAsync(Transaction(version).Status(T0, "Available"));
        await Eventually.TrueAsync(() => Host.State(id).Link != LinkState.Online, "the station is seen to be away");

        await using var again = await ScriptedStation.ConnectAsync(Host, id, version);
        await again.CallAsync(new ScriptedMessage("Heartbeat", []));
        await again.CallAsync(Transaction(version).Status(T0.AddMinutes(5), "Preparing"));

        Assert.Equal(LinkState.Online, Host.State(id).Link);
        Assert.NotEqual(ConnectorStatus.Available, Host.State(id).Evse(1)!.Find(1)!.Status);
    }

    [Theory]
    [UseCase("G01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Status_OfEachConnector_IsTheStationsWord(string version)
    {
        await using var station = await BootAsync(version);
        await station.CallAsync(Transaction(version).Status(T0, "Available"));
        await station.CallAsync(Transaction(version, 2).Status(T0, "Preparing"));

        var state = Host.State(station.Id);
        Assert.Equal(ConnectorStatus.Available, state.Evse(1)!.Find(1)!.Status);
        Assert.Equal(version == "ocpp1.6" ? ConnectorStatus.Preparing : ConnectorStatus.Occupied, state.Evse(2)!.Find(1)!.Status);
    }

    [Theory]
    [UseCase("G01", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Status_ToldAsAnEventOfTheConnector_IsTheSame(string version)
    {
        await using var station = await BootAsync(version);
        await station.CallAsync(Told((1, "Connector", "AvailabilityState", "Available"), (2, "CONNECTOR", "availabilityState", "Occupied")));
        await station.CallAsync(Told((1, "Connector", "AvailabilityState", "Faulted")));
        await station.CallAsync(Told((2, "Connector", "AvailabilityState", "Perhaps"), (2, "Connector", "AvailabilityState", "3"))); // no states

        var state = Host.State(station.Id);
        Assert.Equal((ConnectorStatus.Faulted, ConnectorStatus.Occupied), (state.Evse(1)!.Find(1)!.Status, state.Evse(2)!.Find(1)!.Status));
        await Eventually.TrueAsync(async () => await Host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.connectors WHERE station_key = $1 AND status = 'Faulted'", state.Key) == 1, "the state is stored");

        // A running session follows it as it follows StatusNotification: free again, it waits for its end.
        var transaction = Transaction(version, 2);
        await StartAsync(station, transaction, T0, 100);
        await station.CallAsync(Told((2, "Connector", "AvailabilityState", "Available")));
        Assert.NotNull(Assert.Single(Host.State(station.Id).Sessions.Sessions).AvailableSince);

        ScriptedMessage Told(params (int Evse, string Component, string Variable, string Value)[] entries) => new("NotifyEvent", new JsonObject
        {
            ["generatedAt"] = TransactionScript.Text(DateTimeOffset.UtcNow), ["seqNo"] = 0,
            ["eventData"] = new JsonArray([.. entries.Select((entry, number) => (JsonNode)new JsonObject
            {
                ["eventId"] = number, ["timestamp"] = TransactionScript.Text(DateTimeOffset.UtcNow), ["trigger"] = "Delta", ["actualValue"] = entry.Value, ["eventNotificationType"] = "HardWiredNotification",
                ["component"] = new JsonObject { ["name"] = entry.Component, ["evse"] = new JsonObject { ["id"] = entry.Evse, ["connectorId"] = 1 } }, ["variable"] = new JsonObject { ["name"] = entry.Variable },
            })]),
        });
    }

    [Theory]
    [UseCase("G01", "2.0.1", "2.1")]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Status_OfASimulatedStationThatTellsItByEvents_FollowsTheCableAndTheFault(OcppVersion version)
    {
        var id = EngineHost.NewStation();
        await using var station = new VirtualStation(new Csms.Simulator.Station.StationOptions { Id = id, Url = new Uri(Host.Stations, "/ocpp"), Version = version, StatusByEvents = true, Evses = [EvseOptions.Ac22, EvseOptions.Ac22] });
        await station.ConnectAndBootAsync(TimeSpan.FromSeconds(60));
        Conversations.Note(station);
        await IsAsync(ConnectorStatus.Available, ConnectorStatus.Available);
        await station.PlugInAsync(1, new VirtualVehicle());
        await station.FaultAsync(2);
        await IsAsync(ConnectorStatus.Occupied, ConnectorStatus.Faulted);
        await station.UnplugAsync(1);
        await IsAsync(ConnectorStatus.Available, ConnectorStatus.Faulted);
        Assert.DoesNotContain(station.Record.Messages, message => message.Action == "StatusNotification");

        Task IsAsync(ConnectorStatus first, ConnectorStatus second) => Eventually.TrueAsync(
            () => Host.State(id).Evse(1)?.Find(1)?.Status == first && Host.State(id).Evse(2)?.Find(1)?.Status == second, $"the connectors are {first} and {second}");
    }

    [Theory]
    [UseCase("C02", "2.0.1", "2.1")]
    [UseCase("C04", "2.0.1", "2.1")]
    [UseCase("C06", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", "KeyCode", "7391", "Accepted")]
    [InlineData("ocpp2.1", "KeyCode", "7391", "Accepted")]
    [InlineData("ocpp2.0.1", "NoAuthorization", "", "Accepted")]
    [InlineData("ocpp2.1", "NoAuthorization", "", "Accepted")]
    [InlineData("ocpp2.0.1", "Local", "LOCAL-1", "Accepted")]
    [InlineData("ocpp2.1", "Local", "LOCAL-1", "Accepted")]
    [InlineData("ocpp2.0.1", "KeyCode", "1234", "Unknown")]
    [InlineData("ocpp2.1", "KeyCode", "1234", "Unknown")]
    [InlineData("ocpp2.0.1", "eMAID", "DEXYZ000001", "Unknown")]
    [InlineData("ocpp2.1", "DirectPayment", "PSP-77", "Accepted")]
    public async Task Authorize_EveryTypeOfToken_IsJudgedByWhatIsEntered(string version, string type, string token, string status)
    {
        if (type == "Local" || token == "7391") await Host.Tokens.PutAsync(new TokenEntry { IdToken = token, Type = type }, CancellationToken.None);
        await using var station = await BootAsync(version);

        var answer = await station.CallAsync(new ScriptedMessage("Authorize", new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = token, ["type"] = type } }));

        Assert.Equal(status, (string?)answer["idTokenInfo"]!["status"]);
    }

    [Theory]
    [UseCase("E02", "1.6", "2.0.1", "2.1")]
    [UseCase("E03", "1.6", "2.0.1", "2.1")]
    [UseCase("C01", "1.6", "2.0.1", "2.1")]
    [UseCase("J02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(VersionsAndOrders))]
    public async Task Transaction_CableOrTokenFirst_IsOneSession(string version, bool cableFirst)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var authorize = new ScriptedMessage("Authorize", version == "ocpp1.6" ? new JsonObject { ["idTag"] = EngineHost.Token } : new JsonObject { ["idToken"] = new JsonObject { ["idToken"] = EngineHost.Token, ["type"] = "ISO14443" } });
        var plugged = transaction.Status(T0, "Preparing");

        JsonObject verdict;
        if (cableFirst)
        {
            await station.CallAsync(plugged);
            verdict = await station.CallAsync(authorize);
        }
        else
        {
            verdict = await station.CallAsync(authorize);
            await station.CallAsync(plugged);
        }

        await StartAsync(station, transaction, T0.AddSeconds(10), 500);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 700));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 900));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(verdict));
        AssertSound(await Host.OnlyAsync(station.Id), 400);
    }

    [Theory]
    [UseCase("E05", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Start_WithATokenThatIsBlocked_IsAnsweredSoAndTheSessionIsKept(string version)
    {
        var token = $"BL{Guid.NewGuid():N}"[..20];
        await Host.Tokens.PutAsync(new TokenEntry { IdToken = token, Status = AuthorizationStatus.Blocked }, CancellationToken.None);
        await using var station = await BootAsync(version);
        var transaction = Transaction(version, token: token);

        var started = await station.CallAsync(transaction.Started(T0, 100));
        transaction.Answered(started);
        await station.CallAsync(transaction.Ended(T0.AddSeconds(5), 100, "DeAuthorized"));

        Assert.Equal("Blocked", TransactionScript.VerdictIn(started));
        var session = await Host.OnlyAsync(station.Id);
        Assert.Equal((0L, "DeAuthorized"), (session.EnergyWh, session.StopReason));
    }

    [Theory]
    [UseCase("E06", "1.6", "2.0.1", "2.1")]
    [UseCase("E07", "1.6", "2.0.1", "2.1")]
    [UseCase("E09", "1.6", "2.0.1", "2.1")]
    [UseCase("E15", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(VersionsAndReasons))]
    public async Task Transaction_EndedForEachReason_KeepsTheReasonAndTheEnergy(string version, string reason)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 100);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(1), 350, reason));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 250);
        Assert.Equal(reason, session.StopReason);
    }

    [Theory]
    [UseCase("E10", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Transaction_SuspendedByTheCar_GoesOnAsTheSameSession(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        await StartAsync(station, transaction, T0, 100);
        if (version == "ocpp1.6") await station.CallAsync(transaction.Status(T0.AddSeconds(30), "SuspendedEV"));
        else await station.CallAsync(transaction.Sample(T0.AddSeconds(30), 150).With(payload =>
        {
            payload["triggerReason"] = "ChargingStateChanged";
            payload["transactionInfo"]!["chargingState"] = "SuspendedEV";
        }));

        Assert.Equal(ChargingState.SuspendedEV, Assert.Single(Host.State(station.Id).Sessions.Sessions).ChargingState);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 400));
        AssertSound(await Host.OnlyAsync(station.Id), 300);
    }

    [Theory]
    [UseCase("E04", "1.6", "2.0.1", "2.1")]
    [UseCase("E08", "1.6", "2.0.1", "2.1")]
    [UseCase("E12", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Transaction_WhollyOffline_IsTakenInAfterwardsAsItWas(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);
        var started = await station.CallAsync(Offline(version, transaction.Started(T0.AddHours(-5), 100)));
        transaction.Answered(started);
        await station.CallAsync(Offline(version, transaction.Sample(T0.AddHours(-4), 600)));
        await station.CallAsync(Offline(version, transaction.Ended(T0.AddHours(-3), 1100)));

        var session = await Host.OnlyAsync(station.Id);
        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));
        Assert.Equal((1000L, T0.AddHours(-5), T0.AddHours(-3)), (session.EnergyWh, session.StartedAt, session.EndedAt));
    }

    [Theory]
    [UseCase("C15", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Transaction_OfflineWithAnUnknownToken_IsKeptAndTheStationLearnsWhatTheTokenIs(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version, token: "NEVER-ENTERED-1");
        var started = await station.CallAsync(Offline(version, transaction.Started(T0.AddHours(-1), 100)));
        transaction.Answered(started);
        await station.CallAsync(Offline(version, transaction.Ended(T0.AddMinutes(-30), 900)));

        Assert.Equal(version == "ocpp1.6" ? "Invalid" : "Unknown", TransactionScript.VerdictIn(started));
        Assert.Equal(800, (await Host.OnlyAsync(station.Id)).EnergyWh);
    }

    [Theory]
    [UseCase("J01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task MeterValues_OutsideOfATransaction_AreKeptAndBelongToNone(string version)
    {
        await using var station = await BootAsync(version);
        var value = new JsonObject { ["timestamp"] = TransactionScript.Text(T0), ["sampledValue"] = new JsonArray(new JsonObject { ["value"] = version == "ocpp1.6" ? "1234" : 1234, ["context"] = "Sample.Clock", ["measurand"] = "Energy.Active.Import.Register" }) };
        await station.CallAsync(new ScriptedMessage("MeterValues", new JsonObject { [version == "ocpp1.6" ? "connectorId" : "evseId"] = 1, ["meterValue"] = new JsonArray(value) }));

        Assert.Empty(await Host.StoredAsync(station.Id));
        Assert.Equal(1, await Host.Database.ScalarAsync<long>("SELECT count(*) FROM csms.meter_values WHERE station_key = $1 AND session_id IS NULL", Host.State(station.Id).Key));
    }

    [Theory]
    [UseCase("P02", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task DataTransfer_OfAVendorNobodyKnows_IsUnknownVendorId(string version)
    {
        await using var station = await BootAsync(version);
        var answer = await station.CallAsync(new ScriptedMessage("DataTransfer", new JsonObject { ["vendorId"] = $"com.nobody.{Guid.NewGuid():N}", ["data"] = "x" }));
        Assert.Equal("UnknownVendorId", (string?)answer["status"]);
    }

    public static TheoryData<string, bool> VersionsAndOrders()
    {
        var rows = new TheoryData<string, bool>();
        foreach (var version in (string[])["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
        {
            rows.Add(version, true);
            rows.Add(version, false);
        }

        return rows;
    }

    public static TheoryData<string, string> VersionsAndReasons()
    {
        var rows = new TheoryData<string, string>();
        foreach (var version in (string[])["ocpp1.6", "ocpp2.0.1", "ocpp2.1"])
        {
            foreach (var reason in (string[])["Local", "EVDisconnected", "EmergencyStop", "PowerLoss", "Other"]) rows.Add(version, reason);
            if (version != "ocpp1.6")
            {
                foreach (var reason in (string[])["StoppedByEV", "EnergyLimitReached", "GroundFault", "MasterPass"]) rows.Add(version, reason);
            }
        }

        return rows;
    }

    // 1.6 does not say that a message was kept while offline.
    private static ScriptedMessage Offline(string version, ScriptedMessage message) => version == "ocpp1.6" ? message : message.With(payload => payload["offline"] = true);

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);
}
