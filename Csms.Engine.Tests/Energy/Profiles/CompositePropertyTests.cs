using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>What holds for every set of profiles, tried on many.</summary>
public sealed class CompositePropertyTests
{
    private const int Stacks = 400, Window = 1800;
    private const decimal Dust = 0.000_000_1m; // of division

    [Fact]
    public void Composite_EverySecond_IsWhatTheSlowEvaluatorSays()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var stack = RandomStacks.Of(seed);
            var schedule = Composite.Of(stack, T0, TimeSpan.FromSeconds(Window));
            for (var second = 0; second < Window; second++)
            {
                var at = T0.AddSeconds(second);
                var (ours, slow) = (schedule.At(at).Limit, SlowEvaluator.At(stack, at, T0));
                Assert.True(
                    ours is null == slow is null && Near(ours?.Watts, slow?.Watts) && Near(ours?.L1, slow?.Amps),
                    $"seed {seed}, second {second}: {ours} and not {slow}");
                Assert.Equal(ours, Composite.At(stack with { TransactionStart = stack.TransactionStart ?? T0 }, at).Limit); // one instant by itself says the same
            }
        }
    }

    [Fact]
    public void Composite_AnyInstant_IsNeverAboveALimitThatApplies()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var stack = RandomStacks.Of(seed);
            foreach (var period in Composite.Of(stack, T0, TimeSpan.FromSeconds(Window)).Periods)
            {
                foreach (var (schedule, applies) in SlowEvaluator.Applicable(stack, period.From, T0))
                {
                    var (limit, bound) = (period.Limit!.Value, applies.Limit!.Value);
                    if (applies.Phases is > 0 and var phases) Assert.True(limit.Phases <= phases, $"seed {seed}: phases");
                    if (schedule.Unit == RateUnit.A) Assert.True(limit.L1 <= bound.L1 && !(limit.L2 > (bound.L2 ?? bound.L1)) && !(limit.L3 > (bound.L3 ?? bound.L1)), $"seed {seed}: A");
                    else Assert.True(limit.Watts <= bound.L1 + (bound.IsByPhase ? bound.L2!.Value + bound.L3!.Value : 0) + Dust, $"seed {seed}: W");
                    // Both units say the same or less: a station may go by either.
                    Assert.True(limit.AmpsPerPhase * stack.Electrics.VoltageV * limit.Phases <= limit.Watts + Dust, $"seed {seed}: A and W");
                }
            }
        }
    }

    [Fact]
    public void Composite_OrderOfTheProfiles_DoesNotMatter()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var stack = RandomStacks.Of(seed);
            var expected = Composite.Of(stack, T0, TimeSpan.FromSeconds(Window));
            var shuffled = Composite.Of(stack with { Profiles = stack.Profiles.Shuffled(new Random(seed)) }, T0, TimeSpan.FromSeconds(Window));
            Assert.Equal(expected.Periods.ToArray(), shuffled.Periods.ToArray());
        }
    }

    [Fact]
    public void Composite_Periods_AreInOrderWithinTheWindowAndDiffer()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var schedule = Composite.Of(RandomStacks.Of(seed), T0, TimeSpan.FromSeconds(Window));
            Assert.Equal(T0, schedule.Periods[0].From);
            Assert.All(schedule.Periods.Zip(schedule.Periods.Skip(1)), pair => Assert.True(pair.First.From < pair.Second.From && pair.First with { From = pair.Second.From } != pair.Second));
            Assert.True(schedule.Periods[^1].From < schedule.To);
        }
    }

    private static bool Near(decimal? one, decimal? other) => one == other || Math.Abs(one!.Value - other!.Value) < Dust;
}
