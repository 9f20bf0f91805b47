using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>The device model: reports in parts, keys of 1.6 under the names of 2.x, secrets left out, templates applied when a station boots.</summary>
[Collection(EngineCollection.Name)]
public sealed class DeviceModelTests(EngineHost host)
{
    private static readonly JsonObject _accepted = new() { ["status"] = "Accepted" };

    private ConfigurationReader Reader => host.Services.GetRequiredService<ConfigurationReader>();

    private TemplateDirectory Templates => host.Services.GetRequiredService<TemplateDirectory>();

    [Theory]
    [UseCase("B07", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task BaseReport_PartsOutOfOrderTwiceAndLate_AreOneModel(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var request = await AskAsync(station, "GetBaseReport", """{"reportBase":"FullInventory"}""");
        await station.CallAsync(Part(request, 2, false, Data("OCPPCommCtrlr", "HeartbeatInterval", "300", "ReadWrite", """{"dataType":"integer","unit":"s","minLimit":1,"supportsMonitoring":false}""")));
        await station.CallAsync(Part(request, 0, true, Data("ChargingStation", "Model", "T2", "ReadOnly"), Data("SecurityCtrlr", "BasicAuthPassword", "it-should-not-be-here", "ReadWrite"), Data("Vault", "Pin", "1234", "WriteOnly")));
        await station.CallAsync(Part(request, 0, true, Data("ChargingStation", "Model", "T2", "ReadOnly")));

        var report = await Reader.ReportAsync(host.State(station.Id).Key, CancellationToken.None);
        Assert.False(report!.IsComplete);
        Assert.Equal((2, 2, 1), (report.Parts, report.LastPart, Assert.Single(report.Missing)));

        await station.CallAsync(Part(request, 1, true, Data("EVSE", "Power", "0", "ReadOnly", """{"dataType":"decimal","unit":"W","maxLimit":22000,"supportsMonitoring":true}""", evse: 1)));

        Assert.True((await Reader.ReportAsync(host.State(station.Id).Key, CancellationToken.None))!.IsComplete);
        var held = await HeldAsync(station);
        Assert.Equal(["ChargingStation.Model", "EVSE@1.Power", "OCPPCommCtrlr.HeartbeatInterval", "SecurityCtrlr.BasicAuthPassword", "Vault.Pin"], held.Keys.Order(StringComparer.Ordinal));
        Assert.All(new[] { held["SecurityCtrlr.BasicAuthPassword"], held["Vault.Pin"] }, secret => Assert.True(secret is { IsSecret: true, Value: null }));
        var interval = held["OCPPCommCtrlr.HeartbeatInterval"];
        Assert.Equal(("300", "s", true), (interval.Value, interval.Characteristics.Unit, interval.CanBeSet));
        Assert.Equal(ValueFaultKind.TooSmall, interval.Check("0")?.Kind);
        Assert.Equal(ValueFaultKind.ReadOnly, held["EVSE@1.Power"].Check("1")?.Kind);
    }

    [Theory]
    [UseCase("B08", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task CustomReport_OfOneComponent_IsAskedForAndTakenIn(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var request = await AskAsync(station, "GetReport", """{"componentVariable":[{"component":{"name":"TxCtrlr"}}]}""");

        await station.CallAsync(Part(request, 0, false, Data("TxCtrlr", "EVConnectionTimeOut", "60", "ReadWrite")));

        Assert.Equal("60", (await HeldAsync(station))["TxCtrlr.EVConnectionTimeOut"].Value);
    }

    [Theory]
    [UseCase("B06", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task GetVariables_MoreThanAMessageTakes_GoesOutInParts_HoweverTheStationSpellsItsNames(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var limit = Data("DEVICEDATACTRLR", "itemspermessage", "2", "ReadOnly");
        limit["variable"]!["instance"] = "GETVARIABLES";
        await station.CallAsync(Part(1, 0, false, limit));

        var names = new[] { "HeartbeatInterval", "MessageTimeout", "WebSocketPingInterval" };
        var asked = GiveAsync(station, "GetVariables", new JsonObject { ["getVariableData"] = new JsonArray([.. names.Select(name => (JsonNode)new JsonObject { ["component"] = new JsonObject { ["name"] = "OCPPCommCtrlr" }, ["variable"] = new JsonObject { ["name"] = name } })]) }.ToJsonString());
        foreach (var expected in new[] { names[..2], names[2..] })
        {
            var (id, payload) = await station.ExpectCallAsync("GetVariables");
            var items = ((JsonArray)payload["getVariableData"]!).Select(item => item!.DeepClone().AsObject()).ToList();
            Assert.Equal(expected, items.Select(item => (string?)item["variable"]!["name"]));
            foreach (var item in items) (item["attributeStatus"], item["attributeValue"]) = ("Accepted", "30");
            await station.AnswerAsync(id, new JsonObject { ["getVariableResult"] = new JsonArray([.. items]) });
        }

        Assert.Equal(3, ((JsonArray)(await asked).Response!["getVariableResult"]!).Count);
    }

    [Fact]
    [UseCase("B07", "1.6")]
    public async Task BaseReport_Of16_IsItsKeysUnderTheNamesOf2x()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        var command = GiveAsync(station, "GetBaseReport", """{"reportBase":"FullInventory"}""");
        var (id, _) = await station.ExpectCallAsync("GetConfiguration");
        await station.AnswerAsync(id, Parse("""{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"BlinkRepeat","readonly":true,"value":"3"},{"key":"AuthorizationKey","readonly":false,"value":"AABB"}]}"""));
        await command;

        var held = await HeldAsync(station);

        Assert.Equal(["BlinkRepeat", "OCPPCommCtrlr.HeartbeatInterval"], held.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("300", "HeartbeatInterval", true), (held["OCPPCommCtrlr.HeartbeatInterval"].Value, held["OCPPCommCtrlr.HeartbeatInterval"].Key, held["OCPPCommCtrlr.HeartbeatInterval"].CanBeSet));
        Assert.False(held["BlinkRepeat"].CanBeSet);
    }

    [Theory]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Variable_ThatAReportOfEverythingTellsNoMore_IsGone_UntilItIsToldAgain(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var is16 = version == "ocpp1.6";
        await ReadAllAsync("HeartbeatInterval", "MinimumStatusDuration");
        await ReadAllAsync("HeartbeatInterval");

        var held = await HeldAsync(station);
        var (stays, left) = is16 ? ("OCPPCommCtrlr.HeartbeatInterval", "MinimumStatusDuration") : ("C.HeartbeatInterval", "C.MinimumStatusDuration");
        Assert.Equal((false, true), (held[stays].IsGone, held[left].IsGone));
        Assert.Equal((true, false), (held[stays].CanBeSet, held[left].CanBeSet));
        Assert.Equal("1", held[left].Value); // what it was is still known

        if (!is16) // a report of some says nothing of the others
        {
            var some = await AskAsync(station, "GetReport", """{"componentVariable":[{"component":{"name":"Other"}}]}""");
            await station.CallAsync(Part(some, 0, false, Data("Other", "Thing", "1", "ReadWrite")));
            Assert.False((await HeldAsync(station))[stays].IsGone);
        }

        await ReadAllAsync("HeartbeatInterval", "MinimumStatusDuration");
        Assert.False((await HeldAsync(station))[left].IsGone);

        async Task ReadAllAsync(params string[] names)
        {
            if (!is16)
            {
                var request = await AskAsync(station, "GetBaseReport", """{"reportBase":"FullInventory"}""");
                await station.CallAsync(Part(request, 0, false, [.. names.Select(name => Data("C", name, "1", "ReadWrite"))]));
                return;
            }

            var command = GiveAsync(station, "GetBaseReport", """{"reportBase":"FullInventory"}""");
            var (id, _) = await station.ExpectCallAsync("GetConfiguration");
            await station.AnswerAsync(id, new JsonObject { ["configurationKey"] = new JsonArray([.. names.Select(name => new JsonObject { ["key"] = name, ["readonly"] = false, ["value"] = "1" })]) });
            await command;
        }
    }

    [Fact]
    public async Task Drift_OfManyStations_FindsEverySpellingAndEveryVersion()
    {
        var vendor = $"M{Guid.NewGuid():N}"[..20];
        var template = new ConfigurationTemplate { Id = vendor, Name = vendor, Vendor = vendor, Wanted = [new(VariableAddress.Parse("OCPPCommCtrlr.HeartbeatInterval")!, "120"), new(VariableAddress.Parse("TxCtrlr.EVConnectionTimeOut")!, "60")] };
        await Templates.PutAsync(template, CancellationToken.None);
        await using var young = await ScriptedStation.ConnectAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await using var loud = await ScriptedStation.ConnectAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        await using var old = await ScriptedStation.ConnectAsync(host, EngineHost.NewStation(), "ocpp1.6");
        foreach (var station in (ScriptedStation[])[young, loud, old]) await BootAsync(station, vendor);
        await young.CallAsync(Part(1, 0, false, Data("OCPPCommCtrlr", "HeartbeatInterval", "120", "ReadWrite"), Data("TxCtrlr", "EVConnectionTimeOut", "60", "ReadWrite")));
        await loud.CallAsync(Part(1, 0, false, Data("OCPPCOMMCTRLR", "heartbeatinterval", "120", "ReadWrite")));
        var command = GiveAsync(old, "GetBaseReport", """{"reportBase":"FullInventory"}""");
        var (id, _) = await old.ExpectCallAsync("GetConfiguration");
        await old.AnswerAsync(id, Parse("""{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"ConnectionTimeOut","readonly":false,"value":"60"}]}"""));
        await command;

        var drift = await host.Services.GetRequiredService<ConfigurationDrift>().OfTemplateAsync(template, _ => true, CancellationToken.None);

        string Kinds(ScriptedStation station) => string.Join(',', drift.Single(each => each.Station.Id.Value == station.Id).Lines.Select(line => line.Kind));
        Assert.Equal(("Same,Same", "Same,NotTold", "Different,Same"), (Kinds(young), Kinds(loud), Kinds(old)));
    }

    [Theory]
    [UseCase("B05", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6")]
    [InlineData("ocpp2.0.1")]
    [InlineData("ocpp2.1")]
    public async Task Template_AppliedAtBoot_SetsWhatDiffersAndReadsAgainWhatTookAReboot(string version)
    {
        var vendor = $"V{version}";
        await Templates.PutAsync(new ConfigurationTemplate { Id = vendor, Name = vendor, Vendor = vendor, AtBoot = true, Wanted = [new(VariableAddress.Parse("OCPPCommCtrlr.HeartbeatInterval")!, "120")] }, CancellationToken.None);
        await using var station = await ScriptedStation.ConnectAsync(host, EngineHost.NewStation(), version);
        var is16 = version == "ocpp1.6";

        await BootAsync(station, vendor);
        var (set, payload) = await station.ExpectCallAsync(is16 ? "ChangeConfiguration" : "SetVariables");
        Assert.Equal("120", is16 ? (string?)payload["value"] : (string?)payload["setVariableData"]![0]!["attributeValue"]);
        await station.AnswerAsync(set, is16 ? Parse("""{"status":"RebootRequired"}""")
            : Parse("""{"setVariableResult":[{"attributeStatus":"RebootRequired","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}"""));
        await Eventually.TrueAsync(() => host.Commands.OpenOf(StationId.Parse(station.Id)).Count == 0, "the answer is taken in");

        await BootAsync(station, vendor);
        var (get, _) = await station.ExpectCallAsync(is16 ? "GetConfiguration" : "GetVariables");
        await station.AnswerAsync(get, is16 ? Parse("""{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"120"}]}""")
            : Parse("""{"getVariableResult":[{"attributeStatus":"Accepted","attributeValue":"120","component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}"""));

        await Eventually.TrueAsync(async () =>
        {
            var drift = Assert.Single(await host.Services.GetRequiredService<ConfigurationDrift>().OfStationAsync(host.State(station.Id), CancellationToken.None));
            return drift.Off == 0;
        }, "the station is as wanted");
        await station.CallAsync(new ScriptedMessage("Heartbeat", [])); // nothing more was asked of it
    }

    private static Task BootAsync(ScriptedStation station, string vendor) => station.CallAsync(new ScriptedMessage("BootNotification", station.Subprotocol == "ocpp1.6"
        ? new JsonObject { ["chargePointVendor"] = vendor, ["chargePointModel"] = "T2" }
        : new JsonObject { ["reason"] = "PowerUp", ["chargingStation"] = new JsonObject { ["vendorName"] = vendor, ["model"] = "T2" } }));

    private async Task<IReadOnlyDictionary<string, HeldVariable>> HeldAsync(ScriptedStation station) =>
        (await Reader.AllAsync(host.State(station.Id).Key, CancellationToken.None)).ToDictionary(held => held.Address.ToString());

    private async Task<int> AskAsync(ScriptedStation station, string action, string body)
    {
        var command = GiveAsync(station, action, body);
        var (id, payload) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(id, (JsonObject)_accepted.DeepClone());
        await command;
        return (int)payload["requestId"]!;
    }

    private Task<StationCommand> GiveAsync(ScriptedStation station, string action, string body) => host.Commands.ExecuteAsync(
        new CommandRequest(StationId.Parse(station.Id), action, JsonDocument.Parse(body).RootElement, "test"), CancellationToken.None);

    private static ScriptedMessage Part(int request, int number, bool more, params JsonObject[] data) => new("NotifyReport", new JsonObject
    {
        ["requestId"] = request, ["generatedAt"] = "2026-11-29T12:00:00Z", ["tbc"] = more, ["seqNo"] = number, ["reportData"] = new JsonArray([.. data]),
    });

    private static JsonObject Data(string component, string variable, string value, string mutability, string characteristics = """{"dataType":"string","supportsMonitoring":false}""", int? evse = null)
    {
        var owner = new JsonObject { ["name"] = component };
        if (evse is { } id) owner["evse"] = new JsonObject { ["id"] = id };
        return new JsonObject
        {
            ["component"] = owner, ["variable"] = new JsonObject { ["name"] = variable },
            ["variableAttribute"] = new JsonArray(new JsonObject { ["value"] = value, ["mutability"] = mutability }), ["variableCharacteristics"] = Parse(characteristics),
        };
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;
}
