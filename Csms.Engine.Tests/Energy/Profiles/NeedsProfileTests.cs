using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>The profile made for what a car asks: what it can take, under the limits, until it leaves.</summary>
public sealed class NeedsProfileTests
{
    private static readonly ChargingNeeds Ac = new() { Transfer = "AC_three_phase", Phases = 3, EnergyWh = 20_000, MaxCurrentA = 16, DepartureAt = T0.AddHours(4) };

    [Fact]
    public void Of_CarUnderTheLimits_GetsTheLowestOfBothUntilItLeaves()
    {
        var (schedule, until, reachable) = Make(Ac, Stack(Most(1, 0, (0, 22_000), (3600, 5000))));
        Assert.Equal((T0.AddHours(4), 11_040 + 3 * 5000), (until, (int)reachable));
        Assert.Equal("0:11040 3600:5000", Told(schedule));
        Assert.Equal(4 * 3600, (int)schedule["duration"]!);
    }

    [Fact]
    public void Of_OnePhase_SaysSo()
    {
        var (schedule, _, _) = Make(Ac with { Transfer = "AC_single_phase", Phases = 1, MaxCurrentA = 32 }, Stack(), RateUnit.A);
        var period = schedule["chargingSchedulePeriod"]![0]!;
        Assert.Equal((32m, 1), ((decimal)period["limit"]!, (int)period["numberPhases"]!));
    }

    [Fact]
    public void Of_TxProfileBefore_IsPassedOver()
    {
        Assert.Equal("0:11040", Told(Make(Ac, Stack(Tx(1, 1, 0, (0, 2000)))).Schedule));
        Assert.Equal("0:2000", Told(Make(Ac, Stack(Default(1, 1, 0, (0, 2000)))).Schedule));
    }

    [Fact]
    public void Of_MoreChangesThanTheCarReads_AreJoinedAndNeverAbove()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var stack = RandomStacks.Of(seed);
            var limits = Composite.Of(stack with { Profiles = [.. stack.Profiles.Where(each => each.Profile.Purpose != ProfilePurpose.TxProfile)] }, T0, TimeSpan.FromHours(4));
            var (schedule, _, _) = NeedsProfile.Of(new NeedsProfile.Question(Ac, stack, null, RateUnit.W, 3, T0));
            var periods = schedule["chargingSchedulePeriod"]!.AsArray();
            Assert.InRange(periods.Count, 1, 3);
            foreach (var limit in limits.Periods.Where(each => each.Limit is not null))
            {
                var own = periods.Last(period => T0.AddSeconds((int)period!["startPeriod"]!) <= limit.From)!;
                Assert.True((decimal)own["limit"]! <= limit.Limit!.Value.Watts, $"seed {seed}");
            }
        }
    }

    [Fact]
    public void Of_CarThatTellsNothing_GetsADayOfTheLargestOutlet()
    {
        var (schedule, until, _) = Make(null, Stack());
        Assert.Equal((T0.AddDays(1), "0:22080"), (until, Told(schedule)));
        Assert.Equal("0:50000", Told(NeedsProfile.Of(new NeedsProfile.Question(new ChargingNeeds { Transfer = "DC", IsDc = true, MaxPowerW = 90_000 }, Stack(), 50_000, RateUnit.W, null, T0)).Schedule));
    }

    [Theory]
    [InlineData(11_000, false)]
    [InlineData(11_050, false)] // cars round
    [InlineData(11_100, true)]
    public void Exceeds_Schedule_IsComparedAtEveryInstant(int wanted, bool exceeds)
    {
        var stack = Stack(Most(1, 0, (0, 22_000), (3600, 11_000)));
        var intended = new ChargingSchedule { Start = T0, DurationSeconds = 7200, Unit = RateUnit.W, Periods = [new SchedulePeriod { StartSeconds = 0, Limit = new PhaseValues(wanted) }] };
        Assert.Equal(exceeds, NeedsProfile.Exceeds(intended, stack, T0));
        Assert.False(NeedsProfile.Exceeds(intended with { DurationSeconds = 3600 }, stack, T0)); // it ends before the limit falls
        Assert.False(NeedsProfile.Exceeds(intended, stack, T0.AddHours(2)));                     // it is over
    }

    private static (JsonObject Schedule, DateTimeOffset Until, decimal ReachableWh) Make(ChargingNeeds? needs, EvseStack stack, RateUnit unit = RateUnit.W) =>
        NeedsProfile.Of(new NeedsProfile.Question(needs, stack, null, unit, null, T0));

    private static string Told(JsonObject schedule) => string.Join(' ', schedule["chargingSchedulePeriod"]!.AsArray().Select(period => $"{period!["startPeriod"]}:{period["limit"]}"));
}
