using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Gateway;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Reports;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Reports that come in pieces, twice, with gaps or without an end, and stations that claim more than a station can have: bounded, with a clear end, nothing else lost.</summary>
[Collection(EngineCollection.Name)]
public sealed class BadReportTests(EngineHost host)
{
    private MonitorReader Monitors => host.Services.GetRequiredService<MonitorReader>();

    private ConfigurationReader Reader => host.Services.GetRequiredService<ConfigurationReader>();

    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task MonitoringReport_OutOfOrderAndTwice_IsOneList_AndIsCompleteOnlyWhenAllIsHere(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var request = await AskAsync(station, "GetMonitoringReport");
        ScriptedMessage Part(int number, bool more, int monitor) => version == "ocpp2.1" ? Monitor21(request, number, more, monitor) : Monitor(request, number, more, monitor);
        await station.CallAsync(Part(2, false, 30));
        await station.CallAsync(Part(0, true, 10));
        await station.CallAsync(Part(0, true, 10));

        var told = Monitors.Monitors(host.State(station.Id));
        Assert.Equal((false, 1), (told!.IsComplete, Assert.Single(told.Missing)));

        await station.CallAsync(Part(1, true, 20));
        told = Monitors.Monitors(host.State(station.Id));
        Assert.True(told is { IsComplete: true, IsCut: false, Missing.Count: 0 });
        Assert.Equal([10, 20, 30], told.All.Select(monitor => monitor.Id));
    }

    [Fact]
    public async Task MonitoringReport_WithoutAnEnd_IsCutWhereItIsTooLong_AndWhatCameStays()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var request = await AskAsync(station, "GetMonitoringReport");
        await station.CallAsync(Monitor21(request, 0, true, 10));
        foreach (var number in (int[])[ReportParts.MostParts, ReportParts.MostParts + 1, int.MaxValue, -1]) await station.AskAsync(Monitor21(request, number, true, 1), null);

        var told = Monitors.Monitors(host.State(station.Id));

        Assert.True(told is { IsCut: true, IsComplete: true });
        Assert.Equal([10], told.All.Select(monitor => monitor.Id));
    }

    [Fact]
    public void Parts_OfAReportWithoutAnEnd_TakeBoundedMemory()
    {
        var parts = new ReportParts(7, ReportParts.MostParts, 100_000);
        for (var number = 0; number < 100_000; number++) parts.Take(Frame(7, number, true), 100);
        for (var again = 0; again < 1_000; again++) parts.Take(Frame(7, 3, true), 100);
        parts.Take(Frame(8, 0, false), 100); // of another request

        Assert.Equal((1_000, true, false), (parts.All.Count, parts.IsCut, parts.AreAllHere));
    }

    [Fact]
    public void Parts_WithoutNumbers_AreKeptAsTheyCome()
    {
        var parts = new ReportParts(7, ReportParts.MostParts, 1_000);
        foreach (var more in (bool[])[true, true, false]) parts.Take(new ReportFrame(DateTimeOffset.UnixEpoch, "ReportChargingProfiles", new JsonObject { ["requestId"] = 7, ["tbc"] = more }, null), 1);

        Assert.Equal((3, true, 0), (parts.All.Count, parts.AreAllHere, parts.Missing.Length));
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, 2, true, new int[0])]
    [InlineData(new[] { 2, 0, 1 }, 2, true, new int[0])]
    [InlineData(new[] { 0, 2 }, 2, false, new[] { 1 })]
    [InlineData(new[] { 1, 2 }, 2, false, new[] { 0 })]
    [InlineData(new[] { 0, 1 }, -1, false, new int[0])] // no part was the last
    [InlineData(new[] { 0, 1, 2 }, 1, true, new int[0])] // one came after the last
    public void Parts_AreAllHere_WhenTheLastIsKnownAndNoneBeforeItIsMissing(int[] numbers, int last, bool all, int[] missing)
    {
        var parts = new ReportParts(7, ReportParts.MostParts, ReportParts.MostParts);
        foreach (var number in numbers) parts.Take(Frame(7, number, number != last), 1);

        Assert.Equal((all, string.Join(',', missing)), (parts.AreAllHere, string.Join(',', parts.Missing)));
    }

    [Theory]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Report_OfTenThousandEvses_IsKeptWithinBounds_AndNumbersThatCannotBeAreNobodyElses(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var request = await AskAsync(station, "GetBaseReport");
        for (var part = 0; part < 40; part++) await station.CallAsync(Evses(request, part, true, Enumerable.Range((part * 250) + 1, 250)));
        await station.CallAsync(Evses(request, 40, false, [65_537, int.MaxValue])); // as smallint the first would be EVSE 1

        var held = await Reader.AllAsync(host.State(station.Id).Key, CancellationToken.None);

        Assert.Equal(10_000, held.Count);
        Assert.Equal("1", Assert.Single(held, each => each.Address.EvseId == 1).Value);
        Assert.True((await Reader.ReportAsync(host.State(station.Id).Key, CancellationToken.None))!.IsComplete);
        Assert.Empty(host.State(station.Id).Evses); // a report of variables makes no EVSE
        await station.CallAsync(new ScriptedMessage("Heartbeat", []));
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Station_ThatClaimsTenThousandConnectors_KeepsTheFirst_AndIsToldOfTheLimit(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (taken, refused) = (0, "");
        for (var number = 1; number <= 10_000; number += number < 300 ? 1 : 100)
        {
            var answer = await station.AskAsync(new TransactionScript(version, number, EngineHost.Token).Status(DateTimeOffset.UtcNow, "Available"), null);
            if ((int)answer[0]! == 3) taken++;
            else refused = (string)answer[3]!;
        }

        Assert.Equal(taken, host.State(station.Id).CountConnectors());
        Assert.Equal(new LimitsOptions().ConnectorsPerStation, taken);
        Assert.Contains("Csms:Limits:ConnectorsPerStation", refused, StringComparison.Ordinal);

        // A session beyond the limit is money all the same.
        var transaction = new TransactionScript(version, 9_999, EngineHost.Token);
        transaction.Answered(await station.CallAsync(transaction.Started(DateTimeOffset.UtcNow, 100)));
        Assert.Equal((9_999, taken), ((await host.OnlyAsync(station.Id)).EvseId, host.State(station.Id).CountConnectors()));
    }

    private static ReportFrame Frame(int request, int number, bool more) =>
        new(DateTimeOffset.UnixEpoch, "NotifyMonitoringReport", new JsonObject { ["requestId"] = request, ["seqNo"] = number, ["tbc"] = more }, null);

    private static ScriptedMessage Evses(int request, int number, bool more, IEnumerable<int> evses) => new("NotifyReport", new JsonObject
    {
        ["requestId"] = request, ["generatedAt"] = "2026-11-29T12:00:00Z", ["tbc"] = more, ["seqNo"] = number,
        ["reportData"] = new JsonArray([.. evses.Select(evse => Parse($$$"""
            {"component":{"name":"EVSE","evse":{"id":{{{evse}}}}},"variable":{"name":"Power"},"variableAttribute":[{"value":"{{{evse.ToString(CultureInfo.InvariantCulture)}}}","mutability":"ReadOnly"}]}
            """))]),
    });

    private static ScriptedMessage Monitor(int request, int number, bool more, int monitor) => new("NotifyMonitoringReport", Parse($$$"""
        {"requestId":{{{request}}},"seqNo":{{{number}}},"tbc":{{{(more ? "true" : "false")}}},"generatedAt":"2026-11-29T12:00:00Z","monitor":[{"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"},
        "variableMonitoring":[{"id":{{{monitor}}},"transaction":true,"value":11000,"type":"Delta","severity":5}]}]}
        """));

    /// <summary>2.1 asks for the origin of the monitor besides.</summary>
    private static ScriptedMessage Monitor21(int request, int number, bool more, int monitor) => Monitor(request, number, more, monitor).With(payload =>
        payload["monitor"]![0]!["variableMonitoring"]![0]!["eventNotificationType"] = "CustomMonitor");

    private async Task<int> AskAsync(ScriptedStation station, string action)
    {
        var command = host.Commands.ExecuteAsync(
            new CommandRequest(StationId.Parse(station.Id), action, JsonDocument.Parse(action == "GetBaseReport" ? """{"reportBase":"FullInventory"}""" : "{}").RootElement, "test"), CancellationToken.None);
        var (id, payload) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(id, new JsonObject { ["status"] = "Accepted" });
        await command;
        return (int)payload["requestId"]!;
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
