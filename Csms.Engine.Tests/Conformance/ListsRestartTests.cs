using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.LocalLists;
using Csms.Engine.Reservations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Conformance;

/// <summary>What stations have accepted outlives the program: local lists and reservations.</summary>
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

    private async Task AskedAsync(ScriptedStation station, string action, string body)
    {
        var command = host.Commands.ExecuteAsync(new CommandRequest(StationId.Parse(station.Id), action, JsonElement.Parse(body), "test"), CancellationToken.None);
        var (asked, _) = await station.ExpectCallAsync(action);
        await station.AnswerAsync(asked, new JsonObject { ["status"] = "Accepted" });
        Assert.Equal("Accepted", (await command).Status);
    }
}
