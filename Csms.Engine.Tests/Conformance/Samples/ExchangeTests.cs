using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Ocpp;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Conformance.Samples;

/// <summary>
/// Blocks whose duty of the CSMS is an exchange: what it is asked to send arrives as it was asked and the answer is followed; what a station tells is answered as
/// the official schema wants it. The payloads are made from the official schemas.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class ExchangeTests(EngineHost host)
{
    public static TheoryData<string> Versions { get; } = ["ocpp2.0.1", "ocpp2.1"];

    [SharedTheory]
    [UseCase("I07", "2.1")]
    [InlineData("ocpp2.1")]
    public Task DefaultTariff_IsSet(string version) => SentAsync(version, "SetDefaultTariff");

    [SharedTheory]
    [UseCase("I09", "2.1")]
    [InlineData("ocpp2.1")]
    public Task Tariffs_AreAskedFor(string version) => SentAsync(version, "GetTariffs");

    [SharedTheory]
    [UseCase("I10", "2.1")]
    [InlineData("ocpp2.1")]
    public Task Tariffs_AreCleared(string version) => SentAsync(version, "ClearTariffs");

    [SharedTheory]
    [UseCase("I11", "2.1")]
    [InlineData("ocpp2.1")]
    public Task Tariff_OfARunningTransaction_IsChanged(string version) => SentAsync(version, "ChangeTransactionTariff");

    [SharedTheory]
    [UseCase("C21", "2.1")]
    [InlineData("ocpp2.1")]
    public async Task Settlement_OfAnAdHocPayment_AndItsVatNumber_AreAnswered(string version)
    {
        await ToldAsync(version, "NotifySettlement");
        await ToldAsync(version, "VatNumberValidation");
    }

    [SharedTheory]
    [UseCase("C25", "2.1")]
    [InlineData("ocpp2.1")]
    public Task WebPayment_Begun_IsAnnouncedToTheStation(string version) => SentAsync(version, "NotifyWebPaymentStarted");

    [SharedTheory]
    [UseCase("L03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Firmware_IsPublishedOnALocalController_AndItsStatusAnswered(string version)
    {
        await SentAsync(version, "PublishFirmware");
        await ToldAsync(version, "PublishFirmwareStatusNotification");
    }

    [SharedTheory]
    [UseCase("L04", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public Task Firmware_IsWithdrawnFromALocalController(string version) => SentAsync(version, "UnpublishFirmware");

    [SharedTheory]
    [UseCase("N09", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task CustomerInformation_IsAskedFor_AndItsReportAnswered(string version)
    {
        await SentAsync(version, "CustomerInformation");
        await ToldAsync(version, "NotifyCustomerInformation");
    }

    private static JsonObject Sample(string version, string message, SampleSize size)
    {
        Assert.True(OcppVersions.TryParseSubprotocol(version, out var ocpp));
        return new SchemaSampler(OfficialSchema.Of(ocpp, message), new Random(7), size).Message();
    }

    /// <summary>Ordered in the words of 2.1, it arrives with every member; any answer that the schema allows ends the command.</summary>
    private async Task SentAsync(string version, string action)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        foreach (var size in new[] { SampleSize.Minimal, SampleSize.Full })
        {
            var body = Sample(version, $"{action}Request", size);
            body.Remove("customData");
            if (body.ContainsKey("requestId")) body["requestId"] = 7; // 2.0.1 allows any number, the vocabulary none below 0
            var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonSerializer.SerializeToElement(body), "test"), CancellationToken.None);
            var call = station.ExpectCallAsync(action);
            if (await Task.WhenAny(command, call) == command) Assert.Fail($"{body.ToJsonString()} was not sent: {(await command).Fault}, {(await command).Member}");
            var (asked, payload) = await call;
            Assert.True(JsonNode.DeepEquals(body, payload), $"{body.ToJsonString()} left as {payload.ToJsonString()}");
            await station.AnswerAsync(asked, Sample(version, $"{action}Response", size));
            Assert.Equal(CommandStage.Answered, (await command).Stage);
        }
    }

    /// <summary>Told by a station, it is answered as the schema of the answer wants it.</summary>
    private async Task ToldAsync(string version, string action)
    {
        Assert.True(OcppVersions.TryParseSubprotocol(version, out var ocpp));
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        foreach (var size in new[] { SampleSize.Minimal, SampleSize.Full, SampleSize.Maximal })
        {
            var answer = await station.CallAsync(new ScriptedMessage(action, Sample(version, $"{action}Request", size)));
            Assert.Null(OfficialSchema.Of(ocpp, $"{action}Response").Validate(JsonSerializer.SerializeToElement(answer)));
        }
    }
}
