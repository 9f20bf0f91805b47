using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>Modes of operation, setpoints and what may be given back, in every set of profiles, tried on many.</summary>
public sealed class CompositeModeTests
{
    private const int Stacks = 400;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);

    [Fact]
    public void Composite_WithModes_LimitsAsTheLimitsThatTheModesMean()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var moded = Moded(seed);
            var meant = Composite.Of(Each(moded, Meant), T0, Window);
            foreach (var period in Composite.Of(moded, T0, Window).Periods)
            {
                Assert.True(period.Limit == meant.At(period.From).Limit, $"seed {seed}, {period.From:T}: {period.Limit} and not {meant.At(period.From).Limit}");
            }
        }
    }

    [Fact]
    public void Composite_WithModes_GivesBackNothingUnlessTheTransactionsProfileSays_AndNeverMore()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var stack = Moded(seed);
            foreach (var period in Composite.Of(stack, T0, Window).Periods)
            {
                Assert.False(period.DischargeW > 0, $"seed {seed}");
                if (period.Mode is null or OperationMode.ChargingOnly or OperationMode.Idle) Assert.True(period.DischargeW == 0, $"seed {seed}: {period.Mode} gives back {period.DischargeW}");
                if (period.Mode == OperationMode.Idle) Assert.True(period.Limit?.Watts == 0, $"seed {seed}: idle");
            }
        }
    }

    [Fact]
    public void Composite_WithModes_TheOrderOfTheProfilesDoesNotMatter()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var stack = Moded(seed);
            var expected = Composite.Of(stack, T0, Window);
            Assert.Equal(expected.Periods.ToArray(), Composite.Of(stack with { Profiles = stack.Profiles.Shuffled(new Random(seed)) }, T0, Window).Periods.ToArray());
        }
    }

    [Fact]
    public void Dynamic_RenewedValues_CountAtOnce_AndWhatIsNotRenewedStays()
    {
        for (var seed = 0; seed < Stacks; seed++)
        {
            var random = new Random(seed);
            var period = new SchedulePeriod { StartSeconds = 0, Mode = OperationMode.CentralSetpoint, Limit = new PhaseValues(random.Next(9000, 12_000)), Setpoint = new PhaseValues(random.Next(-8000, 8000)), DischargeLimit = new PhaseValues(-9000) };
            var profile = Tx(1, 1, 0, (0, 1)).Profile with { Kind = ProfileKind.Dynamic, Schedules = [new ChargingSchedule { Id = 1, Unit = RateUnit.W, Periods = [period] }] };
            var values = new DynamicValues(random.Next(2) == 0 ? new PhaseValues(random.Next(0, 9000)) : null, random.Next(2) == 0 ? new PhaseValues(-random.Next(0, 9000)) : null, random.Next(2) == 0 ? new PhaseValues(random.Next(-8000, 8000)) : null);
            var renewed = Composite.At(Stack(new StackedProfile(1, DynamicProfile.With(profile, values, T0), "CSO", T0)), T0.AddSeconds(1));
            Assert.Equal(((values.Limit ?? period.Limit)!.Value.L1, (values.DischargeLimit ?? period.DischargeLimit)!.Value.L1, (values.Setpoint ?? period.Setpoint)!.Value.L1), (renewed.Limit!.Value.Watts, renewed.DischargeW, renewed.SetpointW));
        }
    }

    /// <summary>A random stack whose periods have random modes.</summary>
    private static EvseStack Moded(int seed)
    {
        var random = new Random(seed + 10_000);
        return Each(RandomStacks.Of(seed), period => random.Next(6) switch
        {
            0 => period with { Mode = OperationMode.Idle, Limit = null },
            1 => period with { Mode = OperationMode.CentralSetpoint, Limit = null, Setpoint = new PhaseValues(random.Next(-20, 20)), DischargeLimit = new PhaseValues(-random.Next(0, 20)) },
            2 => period with { Mode = OperationMode.CentralSetpoint, Setpoint = new PhaseValues(random.Next(-20, 20)) },
            3 => period with { Mode = OperationMode.LocalLoadBalancing, DischargeLimit = new PhaseValues(-random.Next(0, 20)) },
            4 => period with { Mode = OperationMode.ChargingOnly },
            _ => period,
        });
    }

    /// <summary>The limit that a period means, whatever its mode: idle draws nothing, what follows a setpoint draws that.</summary>
    private static SchedulePeriod Meant(SchedulePeriod period) => period with
    {
        Mode = null,
        Limit = period.Mode == OperationMode.Idle ? new PhaseValues(0) : period.Limit ?? new PhaseValues(Math.Max(0, period.Setpoint!.Value.L1)),
        Setpoint = null,
        DischargeLimit = null,
    };

    private static EvseStack Each(EvseStack stack, Func<SchedulePeriod, SchedulePeriod> change) => stack with
    {
        Profiles =
        [
            .. stack.Profiles.Select(each => each with
            {
                Profile = each.Profile with { Schedules = [.. each.Profile.Schedules.Select(schedule => schedule with { Periods = [.. schedule.Periods.Select(change)] })] },
            }),
        ],
    };
}
