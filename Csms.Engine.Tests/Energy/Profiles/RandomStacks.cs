using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>Stacks of random profiles, whole seconds, crowded so that edges meet.</summary>
internal static class RandomStacks
{
    /// <param name="seed">Which.</param>
    /// <param name="withGeneration">Also power made on the spot.</param>
    public static EvseStack Of(int seed, bool withGeneration = false)
    {
        var random = new Random(seed);
        var profiles = Enumerable.Range(1, random.Next(1, 9)).Select(id => Profile(random, id, withGeneration ? 6 : 5)).ToList();
        return new EvseStack
        {
            EvseId = 1,
            Profiles = [.. profiles],
            TransactionId = random.Next(4) == 0 ? null : "T",
            TransactionStart = random.Next(4) == 0 ? null : T0.AddSeconds(-random.Next(0, 900)),
            IsPriority = random.Next(3) == 0,
            OwnDefaultLeads = random.Next(2) == 0,
            Electrics = new Electrics(230, random.Next(4) == 0 ? 1 : 3),
        } is var stack && stack.TransactionId is null ? stack with { TransactionStart = null } : stack;
    }

    private static StackedProfile Profile(Random random, int id, int purposes)
    {
        var purpose = (ProfilePurpose)random.Next(purposes);
        var evse = purpose switch { ProfilePurpose.ChargingStationMaxProfile => 0, ProfilePurpose.TxProfile or ProfilePurpose.PriorityCharging => 1, _ => random.Next(2) };
        var kind = random.Next(4) switch { 0 => ProfileKind.Recurring, 1 when purpose != ProfilePurpose.ChargingStationMaxProfile => ProfileKind.Relative, _ => ProfileKind.Absolute };
        var start = 0;
        var periods = Enumerable.Range(0, random.Next(1, 6)).Select(index => new SchedulePeriod
        {
            StartSeconds = index == 0 ? 0 : start += random.Next(1, 400),
            Limit = new PhaseValues(random.Next(0, 33)),
            Phases = random.Next(3) == 0 ? random.Next(1, 4) : null,
        }).ToArray();
        var unit = (RateUnit)random.Next(2);
        if (unit == RateUnit.W) periods = [.. periods.Select(period => period with { Limit = new PhaseValues(period.Limit!.Value.L1 * 690) })];
        if (random.Next(8) == 0) periods = [.. periods.Select(period => period with { Limit = period.Limit!.Value with { L2 = random.Next(0, 20), L3 = random.Next(0, 20) } })];
        // A day and more back, so that turns of recurring ones end within the hour that is looked at.
        var begins = T0.AddSeconds(random.Next(-600, 1200)).AddDays(kind == ProfileKind.Recurring ? -random.Next(0, 9) : 0);
        return new StackedProfile(
            evse,
            new ChargingProfile
            {
                Id = id,
                StackLevel = random.Next(3),
                Purpose = purpose,
                Kind = kind,
                Recurrence = kind == ProfileKind.Recurring ? (Recurrence)random.Next(2) : null,
                ValidFrom = random.Next(3) == 0 ? T0.AddSeconds(random.Next(-300, 900)) : null,
                ValidTo = random.Next(3) == 0 ? T0.AddSeconds(random.Next(600, 1800)) : null,
                TransactionId = purpose == ProfilePurpose.TxProfile ? random.Next(4) == 0 ? "U" : "T" : null,
                Schedules = [new ChargingSchedule { Id = 1, Start = kind == ProfileKind.Relative ? null : begins, DurationSeconds = random.Next(2) == 0 ? random.Next(1, 2400) : null, Unit = unit, Periods = [.. periods] }],
                Text = "{}",
            },
            "CSO",
            T0.AddSeconds(-random.Next(3)));
    }
}
