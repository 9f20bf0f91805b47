using Csms.Engine.Events;
using Csms.Engine.Swaps;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Swaps;

/// <summary>What a battery swap becomes by what is told of it, in every order.</summary>
public sealed class SwapStepsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("In", SwapState.Open)]
    [InlineData("In In", SwapState.Open)]
    [InlineData("In Out", SwapState.Completed)]
    [InlineData("Out", SwapState.Open)]
    [InlineData("Out In", SwapState.Completed)]
    [InlineData("In Timeout", SwapState.TimedOut)]
    [InlineData("Timeout", SwapState.TimedOut)]
    [InlineData("Timeout In", SwapState.TimedOut)]
    [InlineData("In Timeout Timeout", SwapState.TimedOut)]
    [InlineData("In Timeout Out", SwapState.Completed)]    // taken after all
    [InlineData("In Out Timeout", SwapState.Completed)]    // told late
    [InlineData("In Lapse", SwapState.Lapsed)]
    [InlineData("In Lapse Out", SwapState.Completed)]      // the station was offline for long
    [InlineData("In Out Lapse", SwapState.Completed)]
    public void Swap_Told_IsInState(string told, SwapState expected)
    {
        var swap = Begun;
        foreach (var word in told.Split(' '))
        {
            swap = word == "Lapse" ? SwapSteps.Lapsed(swap, Now.AddHours(2), TimeSpan.FromHours(1)) : SwapSteps.Told(swap, Message(word, word), Now)!;
        }

        Assert.Equal(expected, swap.State);
        Assert.Equal(!swap.IsRunning, swap.EndedAt is not null);
    }

    [Fact]
    public void Swap_ToldTwice_IsTheSame()
    {
        var put = SwapSteps.Told(Begun, Message("In", "A"), Now)!;
        Assert.Same(put, SwapSteps.Told(put, Message("In", "a"), Now.AddDays(1)));
    }

    [Fact]
    public void Swap_OfAnotherToken_OrWithOtherBatteriesAfterItsEnd_IsAnother()
    {
        Assert.Null(SwapSteps.Told(Begun, Message("In", "A") with { Token = new IdToken("OTHER", "Central") }, Now));
        var more = SwapSteps.Told(SwapSteps.Told(Begun, Message("In", "A"), Now)!, Message("In", "B"), Now)!;
        Assert.Equal(["A", "B"], more.In.Select(battery => battery.Serial)); // told one by one
        var done = SwapSteps.Told(more, Message("Out", "C"), Now)!;
        Assert.Null(SwapSteps.Told(done, Message("In", "D"), Now));
        Assert.Same(done, SwapSteps.Told(done, Message("In", "A"), Now));
        Assert.Null(SwapSteps.Told(done, Message("In", "A") with { Batteries = [new SwapBattery("A", 1, 9, 99)] }, Now)); // it is back, with another charge
    }

    private static BatterySwap Begun => new()
    {
        Id = Guid.NewGuid(), Station = StationId.Parse("S"), RequestId = 1, IdToken = "T", IdTokenType = "Central", State = SwapState.Open, BegunAt = Now, ToldAt = Now,
    };

    private static BatterySwapReported Message(string what, string serial) => new(
        1, what switch { "In" => SwapPhase.BatteryIn, "Out" => SwapPhase.BatteryOut, _ => SwapPhase.BatteryOutTimeout }, new IdToken("t", "Central"), [new SwapBattery(serial, 1, 50, 99)]);
}
