using Csms.Console.Pages.Stations;
using Csms.Engine.LiveView;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.LiveView;

/// <summary>What a hundred open pages share of a network, and when they hear of it.</summary>
[Collection(EngineCollection.Name)]
public sealed class LiveBoardTests(EngineHost host)
{
    private LiveBoard Board => host.Services.GetRequiredService<LiveBoard>();

    private StationRows Rows => host.Services.GetRequiredService<StationRows>();

    [Fact]
    public async Task Rows_OneStationChanges_OnlyItsRowIsMadeAnew()
    {
        await using var changes = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        await using var stays = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        IReadOnlyList<StationRow> before = [];
        await Eventually.TrueAsync(() => ReferenceEquals(before = Rows.All, Rows.All), "the list stays the same while no station changes (others of the suite may still be going)");

        await changes.CallAsync(new TransactionScript("ocpp2.1", 1, EngineHost.Token).Status(DateTimeOffset.UtcNow, "Occupied"));

        var after = Rows.All;
        Assert.NotSame(Row(before, changes.Id), Row(after, changes.Id));
        Assert.Same(Row(before, stays.Id), Row(after, stays.Id));
        Assert.Same(host.State(changes.Id), Row(after, changes.Id).State);
        Assert.Contains("Arden T2", Rows.Models);
    }

    [Fact]
    public async Task Stations_OneIsAddedAndOneRemoved_TheSharedListFollows()
    {
        await using var gone = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        Assert.Contains(Board.Stations(LiveScope.All), state => state.Id.Value == gone.Id);
        await host.Directory.DeleteAsync(Units.StationId.Parse(gone.Id), CancellationToken.None);
        await using var comes = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");

        var now = Board.Stations(LiveScope.All).Select(state => state.Id.Value).ToList();
        Assert.DoesNotContain(gone.Id, now);
        Assert.Contains(comes.Id, now);
        Assert.Equal(now.Order(StringComparer.Ordinal), now);
    }

    [Fact]
    public async Task Notice_OfTheFirstChange_AndOfTheLast_BothCome()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp1.6");
        var transaction = new TransactionScript("ocpp1.6", 1, EngineHost.Token);
        var heard = 0;
        string? seen = null;
        using var reader = Board.Subscribe(LiveScope.All, Units.StationId.Parse(station.Id), () =>
        {
            Interlocked.Increment(ref heard);
            Volatile.Write(ref seen, host.State(station.Id).Evse(1)?.Find(1)?.Status.ToString());
        });
        string[] states = ["Preparing", "Charging", "SuspendedEV", "Charging", "Finishing", "Available", "Preparing", "Faulted"];
        foreach (var state in states) await station.CallAsync(transaction.Status(DateTimeOffset.UtcNow, state));

        await Eventually.TrueAsync(() => Volatile.Read(ref seen) == "Faulted", "the last change is told");
        Assert.InRange(heard, 1, states.Length);
    }

    private static StationRow Row(IReadOnlyList<StationRow> rows, string id) => rows.Single(row => row.Id == id);
}
