using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>The rules of the standards one by one, in our words (2.1 part 2, K 3.2 to 3.7; 1.6 3.13). Each row is a rule.</summary>
public sealed class CompositeExampleTests
{
    private const int Hour = 3600;

    public static TheoryData<string, string, string> Rules => new()
    {
        // What holds, and what follows in the first two days: second:limit in W, "-" is no limit.
        { "no profile", "nothing", "0:-" },
        { "the lowest purpose counts", "default 11000 + cap 22000", "0:11000" },
        { "the cap bounds a default above it", "default 22000 + cap 11000", "0:11000" },
        { "a TxProfile takes the place of the default, also when it allows more", "default 4000 + tx 11000", "0:11000" },
        { "…and never passes the cap", "cap 8000 + default 4000 + tx 11000", "0:8000" },
        { "a TxProfile of another transaction does not count", "default 4000 + tx of another", "0:4000" },
        { "when the TxProfile's duration is over the default counts", "default 4000 + tx 11000 for an hour", "0:11000 3600:4000" },
        { "a period lasts until the next", "default 4000 then 6000", "0:4000 3600:6000" },
        { "the highest stack level leads", "default 4000 + default level 1 7000", "0:7000" },
        { "…only while it has a period", "default 4000 + default level 1 7000 for an hour", "0:7000 3600:4000" },
        { "a level without end never gives way", "default 4000 from an hour + default level 1 7000", "0:7000" },
        { "a schedule that begins later leaves the lower one until then", "default 4000 + default level 1 from an hour", "0:4000 3600:7000" },
        { "validFrom is the first instant, validTo the first no more", "default 4000 + level 1 valid from one hour to two", "0:4000 3600:7000 7200:4000" },
        { "a daily one begins again each day, with gaps after its duration", "default 4000 + daily 2000 for an hour", "0:2000 3600:4000 86400:2000 90000:4000" },
        { "a duration longer than the day is cut by the next", "daily 2000 then 3000 after an hour, for 30 hours", "0:2000 3600:3000 86400:2000 90000:3000" },
        { "a weekly one comes once in these days", "default 4000 + weekly 2000 for an hour", "0:2000 3600:4000" },
        { "a relative one counts from the start of the transaction", "relative 2000 for an hour, begun half an hour ago", "0:2000 1800:-" },
        { "external constraints of the station and of the EVSE hold both", "external 9000 + external of the EVSE 7000", "0:7000" },
        { "priority charging takes the place of TxProfile and default", "tx 4000 + priority 11000, on", "0:11000" },
        { "…while it is on", "tx 4000 + priority 11000, off", "0:4000" },
        { "power made on the spot comes on top", "cap 10000 + default 22000 + generation 3000", "0:13000" },
        { "…of no limit it makes none", "generation 3000", "0:-" },
        { "A a phase are W by 230 V and the phases", "default 16 A", "0:11040" },
        { "…by the phases that it names", "default 16 A on one phase", "0:3680" },
        { "…by the phases of the outlet", "default 16 A at an outlet of one phase", "0:3680" },
        { "one phase for one is one phase for all", "default 11000 + cap 16 A on one phase", "0:3680" },
        { "limits by phase are summed", "default by phase 1000 2000 3000", "0:6000" },
        { "from a state of charge on its limit counts", "default 11000, 4000 from 80 %, at 85 %", "0:4000" },
        { "…and not below", "default 11000, 4000 from 80 %, at 60 %", "0:11000" },
        { "offline for longer than it allows, a profile gives way", "default 4000 + level 1 for an hour offline, offline since half an hour", "0:7000 1800:4000" },
        { "a void profile never counts", "default 4000 + void level 1", "0:4000" },
        { "idle is nothing", "idle", "0:0" },
        { "a setpoint is what is drawn", "setpoint 5000", "0:5000" },
        { "a setpoint to discharge charges nothing", "setpoint -5000", "0:0" },
        { "a chosen schedule of several counts", "two schedules, the second chosen", "0:9000" },
        { "…else the first", "two schedules", "0:5000" },
        { "a dynamic one holds from anywhere", "dynamic 6000", "0:6000" },
        { "…and ends a duration after its last renewal", "dynamic 6000 for an hour, renewed half an hour ago", "0:6000 1800:-" },
        { "in 2.x the level decides over EVSE and station", "default of the EVSE 4000 + default of the station, level 1, 7000", "0:7000" },
        { "in 1.6 the EVSE's own goes before the station's", "the same in 1.6", "0:4000" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Composite_Rule_GivesWhatTheTableSays(string rule, string profiles, string expected)
    {
        Assert.NotEmpty(rule);
        Assert.Equal(expected, Told(Composite.Of(StackOf(profiles), T0, TimeSpan.FromDays(2))));
    }

    [Fact]
    public void Composite_Discharge_IsThatOfTheTransactionBoundedByOthersThatSpeakOfIt()
    {
        var tx = Tx(1, 1, 0, (0, 11_000)).Period(period => period with { Mode = OperationMode.CentralSetpoint, DischargeLimit = new PhaseValues(-7000), Setpoint = new PhaseValues(-5000) });
        var external = Of(0, 2, 0, ProfilePurpose.ChargingStationExternalConstraints, (0, 9000)).Period(period => period with { Mode = OperationMode.ExternalLimits, DischargeLimit = new PhaseValues(-4000) });
        var now = Composite.At(Stack(tx, external, Most(3, 0, (0, 20_000))), T0);
        Assert.Equal((9000m, -4000m, -5000m, OperationMode.CentralSetpoint), (now.Limit!.Value.Watts, now.DischargeW, now.SetpointW, now.Mode!.Value));
        Assert.Equal(0, Composite.At(Stack(Tx(1, 1, 0, (0, 11_000))), T0).DischargeW);
        Assert.Equal(-3000, Composite.At(Stack(Tx(1, 1, 0, (0, -3000))), T0).DischargeW); // from before 2.1
    }

    [Fact]
    public void Composite_Station_IsBoundedByItsCapAndByItsEvsesTogether()
    {
        var profiles = Stack(Most(1, 0, (0, 20_000), (Hour, 12_000)), Default(0, 2, 0, (0, 8000)), Default(2, 3, 1, (0, 5000)));
        var station = profiles with { EvseId = 0, Evses = [profiles, profiles with { EvseId = 2 }] };
        Assert.Equal("0:13000 3600:12000", Told(Composite.Of(station, T0, TimeSpan.FromHours(2))));
        var free = Stack(Most(1, 0, (0, 20_000)), Default(2, 3, 1, (0, 5000)));
        Assert.Equal("0:20000", Told(Composite.Of(free with { EvseId = 0, Evses = [free, free with { EvseId = 2 }] }, T0, TimeSpan.FromHours(2)))); // one of them is free
    }

    [Fact]
    public void Composite_ByLocalTime_BeginsAtTheSameTimeOfDaySummerAndWinter()
    {
        // 22:00 by the clock of Berlin; in the night to 29 March 2026 the clocks go forward, in the night to 25 October back.
        var nightly = Default(1, 1, 0, (0, 2000)).Each(Recurrence.Daily).For(Hour).Schedule(schedule => schedule with { Start = new(2026, 3, 1, 22, 0, 0, TimeSpan.Zero), UsesLocalTime = true });
        var stack = Stack(nightly) with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        Assert.Equal([21, 21, 20, 20], HoursOf(new(2026, 3, 27, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal([20, 20, 21, 21], HoursOf(new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero)));
        // Without that word it counts in UTC, and no clock matters.
        stack = Stack(nightly.Schedule(schedule => schedule with { UsesLocalTime = false })) with { Zone = stack.Zone };
        Assert.Equal([22, 22, 22, 22], HoursOf(new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero)));

        int[] HoursOf(DateTimeOffset from) => [.. Composite.Of(stack, from, TimeSpan.FromDays(4)).Periods.Where(period => period.Limit is not null).Select(period => period.From.UtcDateTime.Hour)];
    }

    [Fact]
    public void Composite_Reason_NamesTheProfileThatDecides()
    {
        var schedule = Composite.Of(Stack(Default(1, 5, 0, (0, 8000), (Hour, 20_000)), Most(6, 0, (0, 10_000))), T0, TimeSpan.FromHours(2));
        Assert.Equal([5, 6], schedule.Periods.Select(period => period.Reason!.ProfileId));
    }

    [Fact]
    public void Composite_EndlessChanges_AreCut()
    {
        var profiles = Enumerable.Range(0, 40).Select(id => Default(1, id, id, [.. Enumerable.Range(0, 1000).Select(step => (step * 60 + id, (decimal)(step % 7 + id)))]).Each(Recurrence.Daily)).ToArray();
        var schedule = Composite.Of(Stack(profiles), T0, TimeSpan.FromDays(7));
        Assert.InRange(schedule.Periods.Length, 1, 20_001);
        Assert.True(schedule.To < T0.AddDays(7));
        var hostile = Default(1, 1, 0, (int.MinValue, 79_000_000_000_000_000_000_000_000_000m), (int.MaxValue, decimal.MinValue)).Schedule(each => each with { Start = DateTimeOffset.MaxValue });
        Assert.Single(Composite.Of(Stack(hostile.Period(period => period with { Limit = PhaseValues.Of(period.Limit!.Value.L1, decimal.MaxValue, null) })), T0, TimeSpan.FromDays(7)).Periods);
    }

    private static EvseStack StackOf(string profiles)
    {
        var plain = Default(1, 1, 0, (0, 4000));
        var above = Default(1, 2, 1, (0, 7000));
        return profiles switch
        {
            "nothing" => Stack(),
            "default 11000 + cap 22000" => Stack(Default(1, 1, 0, (0, 11_000)), Most(2, 0, (0, 22_000))),
            "default 22000 + cap 11000" => Stack(Default(1, 1, 0, (0, 22_000)), Most(2, 0, (0, 11_000))),
            "default 4000 + tx 11000" => Stack(plain, Tx(1, 2, 0, (0, 11_000))),
            "cap 8000 + default 4000 + tx 11000" => Stack(Most(3, 0, (0, 8000)), plain, Tx(1, 2, 0, (0, 11_000))),
            "default 4000 + tx of another" => Stack(plain, Tx(1, 2, 0, (0, 11_000)).With(profile => profile with { TransactionId = "U" })),
            "default 4000 + tx 11000 for an hour" => Stack(plain, Tx(1, 2, 0, (0, 11_000)).For(Hour)),
            "default 4000 then 6000" => Stack(Default(1, 1, 0, (0, 4000), (Hour, 6000))),
            "default 4000 + default level 1 7000" => Stack(plain, above),
            "default 4000 + default level 1 7000 for an hour" => Stack(plain, above.For(Hour)),
            "default 4000 from an hour + default level 1 7000" => Stack(Default(1, 1, 0, (Hour, 4000)), above),
            "default 4000 + default level 1 from an hour" => Stack(plain, above.Schedule(schedule => schedule with { Start = T0.AddHours(1) })),
            "default 4000 + level 1 valid from one hour to two" => Stack(plain, above.With(profile => profile with { ValidFrom = T0.AddHours(1), ValidTo = T0.AddHours(2) })),
            "default 4000 + daily 2000 for an hour" => Stack(plain, Default(1, 2, 1, (0, 2000)).Each(Recurrence.Daily).For(Hour)),
            "daily 2000 then 3000 after an hour, for 30 hours" => Stack(Default(1, 2, 1, (0, 2000), (Hour, 3000)).Each(Recurrence.Daily).For(30 * Hour)),
            "default 4000 + weekly 2000 for an hour" => Stack(plain, Default(1, 2, 1, (0, 2000)).Each(Recurrence.Weekly).For(Hour)),
            "relative 2000 for an hour, begun half an hour ago" => Stack(Default(1, 1, 0, (0, 2000)).Relative().For(Hour)) with { TransactionStart = T0.AddMinutes(-30) },
            "external 9000 + external of the EVSE 7000" => Stack(Of(0, 1, 0, ProfilePurpose.ChargingStationExternalConstraints, (0, 9000)), Of(1, 2, 0, ProfilePurpose.ChargingStationExternalConstraints, (0, 7000))),
            "tx 4000 + priority 11000, on" => Stack(Tx(1, 1, 0, (0, 4000)), Of(1, 2, 0, ProfilePurpose.PriorityCharging, (0, 11_000))) with { IsPriority = true },
            "tx 4000 + priority 11000, off" => Stack(Tx(1, 1, 0, (0, 4000)), Of(1, 2, 0, ProfilePurpose.PriorityCharging, (0, 11_000))),
            "cap 10000 + default 22000 + generation 3000" => Stack(Most(1, 0, (0, 10_000)), Default(1, 2, 0, (0, 22_000)), Of(0, 3, 0, ProfilePurpose.LocalGeneration, (0, 3000))),
            "generation 3000" => Stack(Of(0, 3, 0, ProfilePurpose.LocalGeneration, (0, 3000))),
            "default 16 A" => Stack(Default(1, 1, 0, (0, 16)).InAmps()),
            "default 16 A on one phase" => Stack(Default(1, 1, 0, (0, 16)).InAmps(1)),
            "default 16 A at an outlet of one phase" => Stack(Default(1, 1, 0, (0, 16)).InAmps()) with { Electrics = new Electrics(230, 1) },
            "default 11000 + cap 16 A on one phase" => Stack(Default(1, 1, 0, (0, 11_000)), Most(2, 0, (0, 16)).InAmps(1)),
            "default by phase 1000 2000 3000" => Stack(plain.Period(period => period with { Limit = new PhaseValues(1000, 2000, 3000) })),
            "default 11000, 4000 from 80 %, at 85 %" => Stack(Default(1, 1, 0, (0, 11_000)).Schedule(schedule => schedule with { LimitAtSoc = new SocLimit(80, 4000) })) with { SocPercent = 85 },
            "default 11000, 4000 from 80 %, at 60 %" => Stack(Default(1, 1, 0, (0, 11_000)).Schedule(schedule => schedule with { LimitAtSoc = new SocLimit(80, 4000) })) with { SocPercent = 60 },
            "default 4000 + level 1 for an hour offline, offline since half an hour" => Stack(plain, above.With(profile => profile with { MaxOfflineSeconds = Hour })) with { OfflineSince = T0.AddMinutes(-30) },
            "default 4000 + void level 1" => Stack(plain, above with { IsVoid = true }),
            "idle" => Stack(plain.Period(period => period with { Mode = OperationMode.Idle })),
            "setpoint 5000" => Stack(plain.Period(period => period with { Limit = null, Setpoint = new PhaseValues(5000), Mode = OperationMode.CentralSetpoint })),
            "setpoint -5000" => Stack(plain.Period(period => period with { Limit = null, Setpoint = new PhaseValues(-5000), Mode = OperationMode.CentralSetpoint })),
            "two schedules, the second chosen" => Stack(Two() with { SelectedSchedule = 2 }),
            "two schedules" => Stack(Two()),
            "dynamic 6000" => Stack(Default(1, 1, 0, (0, 6000)).With(profile => profile with { Kind = ProfileKind.Dynamic }).Schedule(schedule => schedule with { Start = null })),
            "dynamic 6000 for an hour, renewed half an hour ago" => Stack(Default(1, 1, 0, (0, 6000)).For(Hour).With(profile => profile with { Kind = ProfileKind.Dynamic, UpdatedAt = T0.AddMinutes(-30) })),
            "default of the EVSE 4000 + default of the station, level 1, 7000" => Stack(plain, Default(0, 2, 1, (0, 7000))),
            "the same in 1.6" => Stack(plain, Default(0, 2, 1, (0, 7000))) with { OwnDefaultLeads = true },
            _ => throw new ArgumentOutOfRangeException(nameof(profiles), profiles, "no such profiles"),
        };

        static StackedProfile Two() => Tx(1, 1, 0, (0, 5000)).With(profile => profile with { Schedules = [profile.Schedules[0] with { Id = 1 }, Tx(1, 1, 0, (0, 9000)).Profile.Schedules[0] with { Id = 2 }] });
    }
}
