using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using static Csms.Engine.Tests.Energy.Profiles.ProfileMaker;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>What a station holds after what it accepted, cleared, reported and ended. Each test is a rule.</summary>
public sealed class ProfileStepsTests
{
    private static readonly StackRules New = StackRules.Of("2.1");
    private static readonly StackRules Old = StackRules.Of("1.6");

    [Fact]
    public void Set_SameNumber_Replaces_InEveryVersion()
    {
        Assert.Equal("1/7", Told(Set(Set(StationCharging.None, 0, 7), 1, 7)));
        Assert.Equal("0/-7 1/7", Told(Set(External(StationCharging.None, 0, -7), 1, 7)));
    }

    [Fact]
    public void Set_SameLevelAndPurpose_ReplacesIn16Only()
    {
        Assert.Equal("1/8", Told(Set(Set(StationCharging.None, 1, 7, Old), 1, 8, Old)));
        Assert.Equal("1/7 1/8", Told(Set(Set(StationCharging.None, 1, 7), 1, 8)));
        Assert.Equal("1/7 2/8", Told(Set(Set(StationCharging.None, 1, 7, Old), 2, 8, Old)));
    }

    public static TheoryData<string, string> Clears => new()
    {
        { """{"chargingProfileId":2}""", "0/-1 0/1 1/3 2/4" },
        { """{"chargingProfileId":2,"chargingProfileCriteria":{"evseId":0}}""", "0/-1 0/1 1/3 2/4" }, // with a number only the number counts
        { """{"chargingProfileId":-1}""", "0/-1 0/1 1/2 1/3 2/4" },                                    // what others set stays (K10.FR.06)
        { """{"chargingProfileCriteria":{"evseId":1}}""", "0/-1 0/1 2/4" },
        { """{"chargingProfileCriteria":{"evseId":0}}""", "0/-1 1/2 1/3 2/4" },                        // the station itself, not all
        { """{"chargingProfileCriteria":{"chargingProfilePurpose":"TxDefaultProfile"}}""", "0/-1 0/1 1/3" },
        { """{"chargingProfileCriteria":{"stackLevel":2}}""", "0/-1 0/1 1/2 1/3" },
        { """{"chargingProfileCriteria":{"evseId":1,"chargingProfilePurpose":"TxDefaultProfile"}}""", "0/-1 0/1 1/3 2/4" },
        { """{"chargingProfileCriteria":{"evseId":3}}""", "0/-1 0/1 1/2 1/3 2/4" },
        { "{}", "0/-1" },
    };

    [Theory]
    [MemberData(nameof(Clears))]
    public void Clear_Criteria_RemoveWhatMeetsThemAll(string body, string left)
    {
        var state = External(StationCharging.None, 0, -1);
        state = ProfileSteps.Set(state, Held(Most(1, 0, (0, 1))), New);
        state = ProfileSteps.Set(state, Held(Default(1, 2, 0, (0, 1))), New);
        state = ProfileSteps.Set(state, Held(Tx(1, 3, 0, (0, 1))), New);
        state = ProfileSteps.Set(state, Held(Default(2, 4, 2, (0, 1))), New);
        Assert.Equal(left, Told(ProfileSteps.Clear(state, ProfileCriteria.OfClear(JsonElement.Parse(body)))));
    }

    [Fact]
    public void Transaction_Ends_AndItsProfilesWithIt()
    {
        var state = ProfileSteps.Set(Set(StationCharging.None, 1, 7), Held(Tx(1, 8, 0, (0, 1))), New);
        Assert.Equal("1/7 1/8", Told(ProfileSteps.Ended(state, 1, "another")));
        Assert.Equal("1/7", Told(ProfileSteps.Ended(state, 1, "T")));
        Assert.Equal("1/7", Told(ProfileSteps.Started(state, 1, "next", null, T0))); // its end was never told
    }

    [Fact]
    public void RemoteStart_ProfileWaitsForItsTransaction()
    {
        var given = Held(Tx(0, 8, 0, (0, 1)).With(profile => profile with { TransactionId = null })) with { Origin = ProfileOrigin.Start, RemoteStartId = 5 };
        var state = ProfileSteps.Set(StationCharging.None, given, New);
        Assert.Empty(Stacks.Profiles(state));
        Assert.Equal("0/8", Told(ProfileSteps.Clear(state, new ProfileCriteria())));                 // nothing to clear at the station yet
        Assert.Equal("0/8", Told(ProfileSteps.Started(state, 2, "X", 4, T0)));                       // another start
        var begun = Assert.Single(ProfileSteps.Started(state, 2, "T", 5, T0).Profiles);
        Assert.Equal((2, "T"), (begun.EvseId, begun.Profile.TransactionId));
    }

    [Fact]
    public void Report_InPartsInAnyOrder_IsTheTruthOverMemory()
    {
        var state = Set(Set(Set(StationCharging.None, 0, 1), 1, 2), 1, 3);
        // A part comes before the answer that announces it.
        state = ProfileSteps.Told(state, Part(9, 1, true, Default(1, 2, 4, (0, 1))), T0.AddMinutes(1));
        state = ProfileSteps.Asked(state, 9, new ProfileCriteria { EvseId = 1 }, T0.AddMinutes(1));
        Assert.Equal("0/1 1/2 1/3", Told(state));
        state = ProfileSteps.Told(state, Part(9, 1, false, Default(1, 5, 0, (0, 1))), T0.AddMinutes(2));
        Assert.Equal("0/1 1/2 1/5", Told(state)); // 3 was asked for and not told; 1 was not asked for
        Assert.Equal((4, T0.AddMinutes(1)), (state.Profiles[1].Profile.StackLevel, state.Profiles[1].ConfirmedAt));
        Assert.Empty(state.Reports);
        Assert.Null(state.ReadAt);
    }

    [Fact]
    public void Report_LastPartBeforeTheAnswer_IsDoneWithTheAnswer()
    {
        var state = ProfileSteps.Told(Set(StationCharging.None, 1, 2), Part(9, 1, false, Default(1, 5, 0, (0, 1))), T0.AddMinutes(1));
        Assert.Equal("1/2 1/5", Told(state));
        state = ProfileSteps.Asked(state, 9, new ProfileCriteria { Sources = ["CSO"] }, T0.AddMinutes(1));
        Assert.Equal("1/5", Told(state));
        Assert.NotNull(state.ReadAt);
    }

    [Fact]
    public void Report_ProfileSetWhileItRuns_Stays()
    {
        var state = ProfileSteps.Asked(StationCharging.None, 9, new ProfileCriteria { EvseId = 1 }, T0);
        state = ProfileSteps.Set(state, Held(Default(1, 2, 0, (0, 1))) with { Since = T0.AddSeconds(1) }, New);
        Assert.Equal("1/2", Told(ProfileSteps.Told(state, Part(9, 1, false), T0.AddSeconds(2))));
    }

    [Fact]
    public void Report_NoProfiles_LeavesNone()
    {
        Assert.Equal("0/1", Told(ProfileSteps.None(Set(Set(StationCharging.None, 0, 1), 1, 2), new ProfileCriteria { EvseId = 1 }, T0)));
    }

    [Fact]
    public void Report_Endless_IsBounded()
    {
        var state = StationCharging.None;
        for (var part = 0; part < 2000; part++) state = ProfileSteps.Told(state, Part(part % 50, part % 3, true, Default(1, part, 0, (0, 1))), T0.AddSeconds(part));
        Assert.Equal(ProfileSteps.MostProfiles, state.Profiles.Length);
        Assert.True(state.HasMore);
        Assert.InRange(state.Reports.Length, 1, 4);
        var heavy = new string('x', 1_000_000);
        for (var id = 0; id < 20; id++) state = ProfileSteps.Set(StationCharging.None with { Profiles = state.Profiles.Length > 100 ? [] : state.Profiles }, Held(Default(1, id, 0, (0, 1)).With(profile => profile with { Text = heavy })), New);
        Assert.True(state.Profiles.Sum(each => (long)each.Profile.Text.Length) <= 4_000_000);
    }

    [Fact]
    public void Offline_LongerThanAllowed_VoidsForGood()
    {
        var lasting = Default(1, 1, 0, (0, 1)).With(profile => profile with { MaxOfflineSeconds = 600 });
        var state = ProfileSteps.Set(StationCharging.None, Held(lasting), New);
        state = ProfileSteps.Set(state, Held(lasting.With(profile => profile with { Id = 2, InvalidAfterOffline = true })), New);
        Assert.DoesNotContain(ProfileSteps.Back(state, TimeSpan.FromSeconds(600)).Profiles, each => each.IsVoid);
        Assert.Equal(2, Assert.Single(ProfileSteps.Back(state, TimeSpan.FromSeconds(601)).Profiles, each => each.IsVoid).Profile.Id);
    }

    [Fact]
    public void Dynamic_Renewed_KeepsWhatIsNotRenewed()
    {
        var text = """{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Dynamic","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000,"setpoint":9000}]}]}""";
        var state = ProfileSteps.Set(StationCharging.None, new HeldProfile { EvseId = 1, Profile = Csms.Engine.Ocpp.ChargingReader.Profile(text)!, Since = T0 }, New);
        var renewed = Assert.Single(ProfileSteps.Renewed(state, 1, new DynamicValues(new PhaseValues(5000), null, null), T0.AddHours(1)).Profiles).Profile;
        var period = renewed.Schedules[0].Periods[0];
        Assert.Equal((5000m, 9000m, T0.AddHours(1)), (period.Limit!.Value.L1, period.Setpoint!.Value.L1, renewed.UpdatedAt));
        Assert.Equal(renewed.Schedules[0].Periods.ToArray(), Csms.Engine.Ocpp.ChargingReader.Profile(renewed.Text)!.Schedules[0].Periods.ToArray()); // the record says the same
        Assert.Same(state, ProfileSteps.Renewed(state, 2, new DynamicValues(new PhaseValues(5000), null, null), T0));
    }

    [Fact]
    public void ExternalLimit_NewestOfEachSourceCounts_UntilItIsCleared()
    {
        var schedule = Default(0, 1, 0, (0, 9000)).Profile.Schedules;
        var state = EvseSteps.Limited(StationCharging.None, new ChargingLimitReported(0, "SO", true, false, schedule), T0);
        state = EvseSteps.Limited(state, new ChargingLimitReported(0, "so", true, false, [.. schedule.Select(each => each with { Periods = [new SchedulePeriod { StartSeconds = 0, Limit = new PhaseValues(5000) }] })]), T0.AddMinutes(1));
        state = EvseSteps.Limited(state, new ChargingLimitReported(1, "EMS", false, false, []), T0);
        Assert.Equal(2, state.Limits.Length);
        var stack = new EvseStack { EvseId = 1, Profiles = Stacks.Profiles(state) };
        Assert.Equal(5000, Composite.At(stack, T0.AddMinutes(2)).Limit!.Value.Watts);
        Assert.Single(EvseSteps.Cleared(state, new ChargingLimitCleared("SO", 0)).Limits);
        Assert.Equal(2, EvseSteps.Cleared(state, new ChargingLimitCleared("SO", 1)).Limits.Length);
        for (var index = 0; index < 200; index++) state = EvseSteps.Limited(state, new ChargingLimitReported(index, "SO", true, false, []), T0);
        Assert.InRange(state.Limits.Length, 1, 32);
    }

    [Fact]
    public void Items_WrittenAndRead_GiveTheSameState()
    {
        var state = Set(External(StationCharging.None, 0, -7), 1, 3) with { ReadAt = T0, Signal = new AfrrSignal(5, T0, T0) };
        state = state with { Profiles = [.. state.Profiles.Select(each => each with { Profile = Csms.Engine.Ocpp.ChargingReader.Profile(TextOf(each.Profile))! })] };
        state = EvseSteps.Limited(state, new ChargingLimitReported(0, "SO", true, false, Default(0, 1, 0, (0, 9000)).Profile.Schedules), T0);
        state = EvseSteps.Asked(state, new ChargingNeedsReported(2, new ChargingNeeds { Transfer = "DC", IsDc = true, EnergyWh = 10_000, DepartureAt = T0.AddHours(3) }), "T", T0);
        var (put, delete) = ChargingItems.Difference(StationCharging.None, state);
        Assert.Empty(delete);
        var read = put.Aggregate(StationCharging.None, (before, row) => ChargingItems.With(before, row.Item, row.Body));
        var (again, gone) = ChargingItems.Difference(StationCharging.None, read);
        Assert.Equal(put.Select(row => (row.Item, row.Body)), again.Select(row => (row.Item, row.Body)));
        Assert.Empty(gone);
        Assert.Equal(4, ChargingItems.Difference(state, StationCharging.None).Delete.Count);
        Assert.Same(read, ChargingItems.With(read, new ChargingItem("profile", "x"), "{}"));
        Assert.Same(read, ChargingItems.With(read, new ChargingItem("limit", "x"), "[1]"));
    }

    private static StationCharging Set(StationCharging state, int evse, int id, StackRules? rules = null) => ProfileSteps.Set(state, Held(Default(evse, id, 0, (0, 1))), rules ?? New);

    private static StationCharging External(StationCharging state, int evse, int id) =>
        ProfileSteps.Set(state, Held(Of(evse, id, 0, ProfilePurpose.ChargingStationExternalConstraints, (0, 1))) with { Source = "SO" }, New);

    private static HeldProfile Held(StackedProfile stacked) => new() { EvseId = stacked.EvseId, Profile = stacked.Profile, Since = T0.AddHours(-1) };

    private static ChargingProfilesReported Part(int request, int evse, bool more, params StackedProfile[] profiles) => new(request, evse, "CSO", more, [.. profiles.Select(each => each.Profile)]);

    private static string Told(StationCharging state) => string.Join(' ', state.Profiles.Select(each => $"{each.EvseId}/{each.Profile.Id}"));

    private static string TextOf(ChargingProfile profile) =>
        $$"""{"id":{{profile.Id}},"stackLevel":0,"chargingProfilePurpose":"{{profile.Purpose}}","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"startSchedule":"2026-03-02T06:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":1}]}]}""";
}
