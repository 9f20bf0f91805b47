using System.Text.Json.Nodes;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Simulator;

/// <summary>Virtual stations talk over a real WebSocket to a canned CSMS.</summary>
public sealed class StationConversationTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    public static TheoryData<OcppVersion> Versions { get; } = [OcppVersion.V16, OcppVersion.V201, OcppVersion.V21];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Station_ChargesWithTag_EveryMessageIsSchemaValidAndAcknowledged(OcppVersion version)
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = NewStation(csms, version);

        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan", soc: 40));
        Assert.Equal(TapOutcome.Started, await station.TapAsync(1, new IdToken("04AABBCC")));
        await station.WaitForAsync(s => s.Evses[0].RegisterWh > 1_002_000, _deadline);
        Assert.Equal(TapOutcome.Stopped, await station.TapAsync(1, new IdToken("04aabbcc")));
        await station.UnplugAsync(1);
        await station.WaitUntilDeliveredAsync(_deadline);

        var transaction = Assert.Single(station.Record.Transactions);
        Assert.Equal("Local", transaction.StopReason);
        Assert.True(transaction.MeterStopWh > transaction.MeterStartWh);
        Assert.Empty(station.Record.Faults);
        Assert.All(station.Record.Messages, m => Assert.NotNull(m.AcknowledgedAt));
        AssertStatuses(csms, version);
        AssertSchemaValid(csms);
        if (version == OcppVersion.V16)
        {
            var stop = csms.Calls.Single(c => c.Action == "StopTransaction").Payload;
            Assert.Equal(101, stop["transactionId"]!.GetValue<int>());
            Assert.Equal(transaction.MeterStopWh, stop["meterStop"]!.GetValue<long>());
            Assert.Contains(csms.Calls, c => c.Action == "MeterValues");
        }
        else
        {
            var events = csms.Calls.Where(c => c.Action == "TransactionEvent").Select(c => c.Payload).ToArray();
            Assert.Equal(Enumerable.Range(0, events.Length), events.Select(e => e["seqNo"]!.GetValue<int>()));
            Assert.Equal("Started", events[0]["eventType"]!.GetValue<string>());
            Assert.Equal("Ended", events[^1]["eventType"]!.GetValue<string>());
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Station_LosesLinkDuringSession_DeliversInOrderWithTrueTimes(OcppVersion version)
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = NewStation(csms, version);
        await station.ConnectAndBootAsync(_deadline);
        await station.TapAsync(1, new IdToken("04AABBCC"));
        await station.WaitUntilDeliveredAsync(_deadline);

        await station.DropLinkAsync();
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan"));
        await station.WaitForAsync(s => s.Evses[0].RegisterWh > 1_001_000, _deadline);
        await station.StopAsync(1);
        Assert.NotEqual(0, station.Undelivered);
        await station.ConnectAsync();
        await station.WaitUntilDeliveredAsync(_deadline);

        var transaction = Assert.Single(station.Record.Transactions);
        Assert.True(transaction.StartedOffline);
        var times = csms.Calls.Where(c => c.Action is "StartTransaction" or "StopTransaction" or "TransactionEvent").Select(c => c.Payload["timestamp"]!.GetValue<string>()).ToArray();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.Single(csms.Calls, c => c.Action == "BootNotification");
        if (version != OcppVersion.V16) Assert.True(csms.Calls.First(c => c.Action == "TransactionEvent").Payload["offline"]!.GetValue<bool>());
        else Assert.Equal(101, csms.Calls.Single(c => c.Action == "StopTransaction").Payload["transactionId"]!.GetValue<int>());
        AssertSchemaValid(csms);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Station_StartedAndStoppedRemotely_Obeys(OcppVersion version)
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = NewStation(csms, version);
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan"));

        var start = version == OcppVersion.V16
            ? await csms.CallAsync(station.Id, "RemoteStartTransaction", new JsonObject { ["connectorId"] = 1, ["idTag"] = "APP1" })
            : await csms.CallAsync(station.Id, "RequestStartTransaction", new JsonObject { ["evseId"] = 1, ["remoteStartId"] = 7, ["idToken"] = new JsonObject { ["idToken"] = "APP1", ["type"] = "Central" } });
        Assert.Equal("Accepted", start["status"]!.GetValue<string>());
        await station.WaitForAsync(s => s.Evses[0].Transaction is { IsPowerPathClosed: true } && s.Undelivered == 0, _deadline);
        var transaction = station.Evses[0].Transaction!;
        var stop = version == OcppVersion.V16
            ? await csms.CallAsync(station.Id, "RemoteStopTransaction", new JsonObject { ["transactionId"] = transaction.CsmsId })
            : await csms.CallAsync(station.Id, "RequestStopTransaction", new JsonObject { ["transactionId"] = transaction.Id });
        Assert.Equal("Accepted", stop["status"]!.GetValue<string>());
        await station.WaitForAsync(s => s.Evses[0].Transaction is null && s.Undelivered == 0, _deadline);

        Assert.Equal("Remote", transaction.StopReason);
        if (version != OcppVersion.V16)
        {
            Assert.Equal(7, csms.Calls.First(c => c.Action == "TransactionEvent").Payload["transactionInfo"]!["remoteStartId"]!.GetValue<int>());
        }
        AssertSchemaValid(csms);
    }

    [Fact]
    public async Task Station_WithALimitOfTheCsms_TellsItAndEndsThere()
    {
        await using var csms = await CannedCsms.StartAsync();
        csms.Override = (action, payload) => action == "TransactionEvent" && (string?)payload["eventType"] == "Updated" && (string?)payload["triggerReason"] == "MeterValuePeriodic"
            ? new JsonObject { ["transactionLimit"] = new JsonObject { ["maxEnergy"] = 1500 } } : null;
        await using var station = NewStation(csms, OcppVersion.V21);
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan", soc: 20));
        await station.TapAsync(1, new IdToken("04AABBCC"));
        await station.WaitForAsync(s => s.Evses[0].Transaction is null && s.Undelivered == 0, _deadline);

        var transaction = Assert.Single(station.Record.Transactions);
        Assert.Equal("EnergyLimitReached", transaction.StopReason);
        Assert.True(transaction.MeterStopWh - transaction.MeterStartWh >= 1500);
        var set = Assert.Single(csms.Calls, call => (string?)call.Payload["triggerReason"] == "LimitSet").Payload;
        Assert.Equal("""{"maxEnergy":1500}""", set["transactionInfo"]!["transactionLimit"]!.ToJsonString());
        AssertSchemaValid(csms);
    }

    [Fact]
    public async Task Station_ResetToResume_GoesOnWithTheSameTransaction()
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = NewStation(csms, OcppVersion.V21);
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan", soc: 20));
        await station.TapAsync(1, new IdToken("04AABBCC"));
        await station.WaitForAsync(s => s.Evses[0].RegisterWh > 1_000_200 && s.Undelivered == 0, _deadline);
        Assert.Equal("Accepted", (await csms.CallAsync(station.Id, "Reset", new JsonObject { ["type"] = "ImmediateAndResume" }))["status"]!.GetValue<string>());
        await station.WaitForAsync(_ => csms.Calls.Any(call => (string?)call.Payload["triggerReason"] == "TxResumed"), _deadline);
        await station.UnplugAsync(1);
        await station.WaitUntilDeliveredAsync(_deadline);

        Assert.Equal(2, csms.Calls.Count(call => call.Action == "BootNotification"));
        Assert.Single(station.Record.Transactions);
        var events = csms.Calls.Where(call => call.Action == "TransactionEvent").Select(call => call.Payload).ToArray();
        Assert.Single(events.Select(each => (string?)each["transactionInfo"]!["transactionId"]).Distinct());
        Assert.Equal(["Started", "Ended"], new[] { events[0], events[^1] }.Select(each => (string?)each["eventType"]));
        AssertSchemaValid(csms);
    }

    internal static VirtualStation NewStation(CannedCsms csms, OcppVersion version, Func<StationOptions, StationOptions>? change = null)
    {
        var options = new StationOptions
        {
            Id = $"SIM-{version}",
            Url = csms.Url,
            Version = version,
            Speed = 600,
            Evses = [EvseOptions.Ac22, EvseOptions.Ccs(150)],
            ReconnectMinimum = TimeSpan.FromMilliseconds(20),
        };
        return new VirtualStation(change?.Invoke(options) ?? options);
    }

    internal static void AssertSchemaValid(CannedCsms csms)
    {
        if (OfficialSchemas.TryOpen() is not { } schemas) return;
        var faults = csms.Calls.SelectMany(c => schemas.Check(c.Version, c.Action + "Request", c.Payload))
            .Concat(csms.Answers.SelectMany(a => schemas.Check(a.Version, a.Action + "Response", a.Payload)));
        Assert.Empty(faults);
    }

    private static void AssertStatuses(CannedCsms csms, OcppVersion version)
    {
        var name = version == OcppVersion.V16 ? "connectorId" : "evseId";
        var member = version == OcppVersion.V16 ? "status" : "connectorStatus";
        var words = csms.Calls.Where(c => c.Action == "StatusNotification" && c.Payload[name]!.GetValue<int>() == 1).Select(c => c.Payload[member]!.GetValue<string>());
        Assert.Equal(version == OcppVersion.V16 ? ["Available", "Preparing", "Charging", "Finishing", "Available"] : ["Available", "Occupied", "Available"], words);
    }
}
