using Csms.Engine.Swaps;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Swaps;

/// <summary>What is held in memory of a station's swaps.</summary>
public sealed class StationSwapsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Held_MoreThanItsPlaces_KeepsTheNewest_AlsoWhenOlderOnesAreRead()
    {
        var swaps = new StationSwaps(1);
        var all = Enumerable.Range(0, StationSwaps.Most + 10).Select(number => Over(number)).ToList();
        foreach (var swap in all)
        {
            swaps.Add(swap);
            swaps.Written(swap);
        }

        foreach (var older in all.Take(10)) Assert.False(swaps.TakeOver(older));
        Assert.Null(swaps.Find(3));
        Assert.NotNull(swaps.Find(10));
        Assert.True(swaps.TakeOver(all[^1] with { Revision = 2 }));
    }

    [Fact]
    public void Held_WhileTheStoreIsAway_HasAnEnd()
    {
        var swaps = new StationSwaps(1);
        var number = 0;
        while (!swaps.IsFull && number < 1000) swaps.Add(Over(number++));
        Assert.Equal(number, swaps.Unwritten().Count); // none of them is lost
        foreach (var swap in swaps.Unwritten()) swaps.Written(swap);
        Assert.False(swaps.IsFull);
    }

    private static BatterySwap Over(int number) => new()
    {
        Id = Guid.CreateVersion7(Now.AddMinutes(number)), Station = StationId.Parse("SWAPS-1"), RequestId = number, IdToken = "04A", IdTokenType = "ISO14443",
        State = SwapState.Completed, BegunAt = Now.AddMinutes(number), ToldAt = Now.AddMinutes(number), EndedAt = Now.AddMinutes(number), Revision = 1,
    };
}
