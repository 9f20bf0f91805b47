using Csms.Engine.Stations;
using Csms.Engine.Stations.Kept;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>What is known of stations in memory, and behind it in a store that may be away.</summary>
public sealed class KeptStatesTests
{
    private readonly Dictionary<int, Known> _stored = [];
    private readonly List<StationId> _changed = [];
    private readonly HashSet<int> _away = [];

    [Fact]
    public async Task Write_OneThatCannotBeStored_DoesNotHoldUpTheOthers_AndIsStoredLater()
    {
        var kept = Make();
        _away.Add(2);
        for (var key = 1; key <= 3; key++) kept.Step(Station(key), Next);
        var failures = new List<Exception>();
        await kept.WriteAllAsync(failures.Add, CancellationToken.None);
        Assert.Equal([1, 3], _stored.Keys.Order());
        Assert.IsType<IOException>(Assert.Single(failures));
        await Assert.ThrowsAsync<IOException>(() => kept.WriteAsync(Station(2).Id, CancellationToken.None));

        _away.Clear();
        await kept.WriteAsync(Station(2).Id, CancellationToken.None);
        Assert.Equal(kept.Find(Station(2).Id), _stored[2]);
    }

    [Fact]
    public async Task TakeOver_TakesWhatIsNewerAlone_AndWritesNothingBack()
    {
        var kept = Make();
        kept.Step(Station(1), Next);
        kept.Step(Station(1), Next);
        kept.TakeOver([Station(1)], new Dictionary<int, Known> { [1] = new(1) });
        Assert.Equal(new Known(2), kept.Find(Station(1).Id));
        kept.TakeOver([Station(1), Station(2)], new Dictionary<int, Known> { [1] = new(7), [2] = new(3) });
        Assert.Equal((new Known(7), new Known(3)), (kept.Find(Station(1).Id), kept.Find(Station(2).Id)));
        await kept.WriteAllAsync(static _ => { }, CancellationToken.None);
        Assert.Empty(_stored);
        Assert.Equal(4, _changed.Count);
    }

    [Fact]
    public void Step_ThatChangesNothing_IsNotKept()
    {
        var kept = Make();
        Assert.False(kept.Step(Station(1), before => before));
        Assert.Null(kept.Entry(Station(1).Id));
        Assert.Empty(_changed);
    }

    private static Known Next(Known before) => new(before.Revision + 1);

    private static StationState Station(int key) => new() { Id = StationId.Parse($"KEPT-{key}"), Key = key, Profile = new StationProfile() };

    private KeptStates<Known, KeptState<Known>> Make() => new(
        new Known(0), static (key, stored) => new(key, stored), (key, state, _) => _away.Contains(key) ? throw new IOException("away") : Save(key, state), _changed.Add);

    private Task Save(int key, Known state)
    {
        _stored[key] = state;
        return Task.CompletedTask;
    }

    private sealed record Known(long Revision) : IRevised;
}
