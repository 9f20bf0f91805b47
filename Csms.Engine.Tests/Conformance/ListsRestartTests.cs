using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.LocalLists;
using Csms.Engine.Reservations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance;

/// <summary>What stations have accepted outlives the program: local lists, reservations, tariffs.</summary>
public sealed class ListsRestartTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Restart_FindsTheListAndTheReservation()
    {
        var id = EngineHost.NewStation();
        var station = await ScriptedStation.BootAsync(host, id, "ocpp2.0.1");
        await AskedAsync(station, "SendLocalList", """{"updateType":"Full","localAuthorizationList":[{"idToken":{"idToken":"04AA","type":"ISO14443"},"idTokenInfo":{"status":"Accepted"}}]}""");
        await AskedAsync(station, "ReserveNow", """{"id":71,"evseId":1,"expiryDateTime":"2099-01-01T00:00:00Z","idToken":{"idToken":"04AA","type":"ISO14443"}}""");
        await host.Services.GetRequiredService<LocalListBook>().DecideAsync(host.State(id), LocalListMode.Manual, [], CancellationToken.None);
        await station.DisposeAsync();

        await host.RestartAsync();

        var list = host.Services.GetRequiredService<LocalListBook>().Find(StationId.Parse(id));
        Assert.Equal((LocalListMode.Manual, 1, "04AA", false), (list.Mode, list.Version, Assert.Single(list.Held.Entries).IdToken, list.NeedsFull));
        Assert.Equal(71, Assert.Single(host.Services.GetRequiredService<ReservationBook>().ActiveOf(StationId.Parse(id))).Id);
    }

    [Fact]
    public async Task Restart_FindsTheTariffsToTheLetter_WhatTheStationCanDo_AndItsCost()
    {
        var id = EngineHost.NewStation();
        var station = await ScriptedStation.BootAsync(host, id, "ocpp2.1");
        await station.CallAsync(new ScriptedMessage("NotifyReport", (JsonObject)JsonNode.Parse(
            """{"requestId":1,"seqNo":0,"generatedAt":"2026-11-29T08:00:00Z","reportData":[{"component":{"name":"TariffCostCtrlr"},"variable":{"name":"MaxElements","instance":"Tariff"},"variableAttribute":[{"value":"7"}]}]}""")!));
        await AskedAsync(station, "SetDefaultTariff", """{"evseId":1,"tariff":{"tariffId":"T1","currency":"EUR","energy":{"prices":[{"priceKwh":0.4950}]}}}""");
        var transaction = new TransactionScript("ocpp2.1", 1, EngineHost.Token);
        await station.CallAsync(transaction.Started(DateTimeOffset.UtcNow.AddMinutes(-1), 100));
        await AskedAsync(station, "ChangeTransactionTariff", """{"transactionId":"$ID","tariff":{"tariffId":"TX","currency":"EUR","energy":{"prices":[{"priceKwh":0.10}]}}}""".Replace("$ID", transaction.TransactionId, StringComparison.Ordinal));
        await station.CallAsync(transaction.Event("Updated", "RunningCost", DateTimeOffset.UtcNow, change: payload => payload["costDetails"] =
            JsonNode.Parse("""{"totalCost":{"currency":"EUR","typeOfCost":"NormalCost","total":{"exclTax":0.1230}},"totalUsage":{"energy":5,"chargingTime":60,"idleTime":0}}""")));
        await station.DisposeAsync();

        await host.RestartAsync();

        var book = host.Services.GetRequiredService<StationTariffBook>();
        var held = book.Find(StationId.Parse(id)).Held;
        Assert.Equal("T1 TX", string.Join(" ", held.Select(each => each.TariffId)));
        Assert.Equal("""{"tariffId":"T1","currency":"EUR","energy":{"prices":[{"priceKwh":0.4950}]}}""", held[0].Body);
        Assert.Equal((7, "test"), (book.SupportOf(StationId.Parse(id)).MaxElements, held[0].Actor));
        Assert.Equal("0.1230", (await host.OnlyAsync(id)).StationCost!.Total.ExclTax!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task AskedAsync(ScriptedStation station, string action, string body)
    {
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonElement.Parse(body), "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(asked, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal("Accepted", (await command).Status);
    }
}
