using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Displays;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Swaps;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Csms.Engine.Tests.Stations.Kept;

/// <summary>
/// What two nodes on one database make of a station, each with its own memory: time passes on both, and only one of them hears the station. What that one
/// writes counts, whichever writes first.
/// </summary>
[Collection(EngineCollection.Name)]
public sealed class TwoNodesTests(EngineHost host)
{
    private static readonly DateTimeOffset Ago = DateTimeOffset.UtcNow.AddMinutes(-1);
    private static readonly DateTimeOffset Then = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private NpgsqlDataSource Source => host.Services.GetRequiredService<NpgsqlDataSource>();

    [Fact]
    public async Task Display_TimePassesThere_WhileTheStationTakesAnotherMessageHere_BothAreSo()
    {
        var station = await StationAsync();
        var store = new DisplayStore(Source, TimeProvider.System);
        var (here, there) = (Node(StationDisplay.None, store.SaveAsync), Node(StationDisplay.None, store.SaveAsync));
        here.Step(station, before => DisplaySteps.Set(before, Message(1, Then), "ann", Ago));
        await WriteAsync(here);
        there.TakeOver([station], await store.LoadAsync([station.Key], default));

        there.PassAll(before => DisplaySteps.Passed(before, Then));
        await WriteAsync(there);
        here.Step(station, before => DisplaySteps.Set(before, Message(2, null), "ann", Ago));
        await WriteAsync(here);
        there.TakeOver([station], await store.LoadAsync([station.Key], default));
        foreach (var node in new[] { here, there }) node.PassAll(before => DisplaySteps.Passed(before, Then));

        Assert.Equal([2], there.Find(station.Id).Messages.Keys);
        Assert.Equal([2], here.Find(station.Id).Messages.Keys);
    }

    [Fact]
    public async Task Tariff_ItsTimeComesThere_WhileTheStationTakesAnotherHere_BothAreSo()
    {
        var station = await StationAsync();
        var store = new StationTariffStore(Source, TimeProvider.System);
        var (here, there) = (Node(StationTariffs.None, store.SaveAsync), Node(StationTariffs.None, store.SaveAsync));
        here.Step(station, before => Set(Set(before, "OLD", 1, null), "NEW", 1, Then));
        await WriteAsync(here);
        there.TakeOver([station], await store.LoadAsync([station.Key], default));

        there.PassAll(before => TariffSteps.Passed(before, Then));
        Assert.Equal("NEW", Assert.Single(there.Find(station.Id).Held).TariffId);
        await WriteAsync(there);
        here.Step(station, before => Set(before, "SECOND", 2, null));
        await WriteAsync(here);
        there.TakeOver([station], await store.LoadAsync([station.Key], default));
        foreach (var node in new[] { here, there }) node.PassAll(before => TariffSteps.Passed(before, Then));

        Assert.Equal(["SECOND", "NEW"], there.Find(station.Id).Held.Select(each => each.TariffId));
        Assert.Equal(["SECOND", "NEW"], here.Find(station.Id).Held.Select(each => each.TariffId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Swap_LapsesThere_WhileTheStationTellsItsEndHere_IsCompleted(bool lapseIsWrittenFirst)
    {
        var station = await StationAsync();
        var store = new SwapStore(Source);
        var (here, there) = (new StationSwaps(station.Key), new StationSwaps(station.Key));
        var begun = new BatterySwap
        {
            Id = Guid.NewGuid(), Station = station.Id, RequestId = 7, IdToken = EngineHost.Token, IdTokenType = "ISO14443", TokenStatus = "Accepted", State = SwapState.Open, BegunAt = Ago, ToldAt = Ago,
        };
        here.Told(Told(SwapPhase.BatteryIn), Ago, () => begun);
        await WriteAsync(here);
        foreach (var swap in await store.RecentAsync([station.Key], DateTimeOffset.MinValue, default)) there.TakeOver(swap);

        Assert.True(there.Pass(Ago.AddHours(2), TimeSpan.FromHours(1), TimeSpan.FromDays(3)));
        if (lapseIsWrittenFirst) await WriteAsync(there);
        here.Told(Told(SwapPhase.BatteryOut), Ago.AddHours(2), () => begun);
        await WriteAsync(here);
        if (!lapseIsWrittenFirst) await WriteAsync(there);
        foreach (var swap in await store.RecentAsync([station.Key], DateTimeOffset.MinValue, default)) there.TakeOver(swap);

        Assert.Equal(SwapState.Completed, (await store.FindAsync(begun.Id, default))!.State);
        Assert.Equal(SwapState.Completed, there.Find(7)!.State);

        async Task WriteAsync(StationSwaps swaps)
        {
            foreach (var swap in swaps.Unwritten())
            {
                await store.SaveAsync(station.Key, swap, default);
                swaps.Written(swap);
            }
        }
    }

    private async Task<StationState> StationAsync()
    {
        var id = EngineHost.NewStation();
        await host.Directory.PutAsync(StationId.Parse(id), profile => profile, default);
        return host.State(id);
    }

    private static KeptStates<T, KeptState<T>> Node<T>(T none, Func<int, T, CancellationToken, Task> save) where T : class, IRevised =>
        new(none, static (key, stored) => new(key, stored), save, static _ => { });

    private static Task WriteAsync<T>(KeptStates<T, KeptState<T>> node) where T : class, IRevised => node.WriteAllAsync(static exception => throw exception, default);

    private static JsonElement Message(int id, DateTimeOffset? end)
    {
        var info = new JsonObject { ["id"] = id, ["priority"] = "NormalCycle", ["message"] = new JsonObject { ["format"] = "UTF8", ["content"] = "Hello" } };
        if (end is { } at) info["endDateTime"] = TransactionScript.Text(at);
        return JsonSerializer.SerializeToElement(new JsonObject { ["message"] = info });
    }

    private static StationTariffs Set(StationTariffs before, string id, int evse, DateTimeOffset? from)
    {
        var tariff = new JsonObject { ["tariffId"] = id, ["currency"] = "EUR" };
        if (from is { } at) tariff["validFrom"] = TransactionScript.Text(at);
        return TariffSteps.Set(before, JsonSerializer.SerializeToElement(new JsonObject { ["evseId"] = evse, ["tariff"] = tariff }), new JsonObject { ["status"] = "Accepted" }, [1, 2], "ann", Ago);
    }

    private static BatterySwapReported Told(SwapPhase phase) =>
        new(7, phase, new IdToken(EngineHost.Token, "ISO14443"), [new SwapBattery(phase.ToString(), 1, 50, 97)]);
}
