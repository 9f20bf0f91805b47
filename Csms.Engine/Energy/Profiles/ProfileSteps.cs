using System.Collections.Immutable;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What becomes of the profiles that a station holds. Pure: values in, values out.</summary>
internal static class ProfileSteps
{
    /// <summary>More than any station takes; what goes beyond is not kept.</summary>
    internal const int MostProfiles = 128;

    /// <summary>Text of all profiles of a station, characters.</summary>
    private const int MostText = 4_000_000;

    private const int MostReports = 4;

    /// <summary>Profiles told in one report; beyond, nothing is concluded from what is missing in it.</summary>
    private const int MostTold = 1024;

    private static readonly TimeSpan ReportPatience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromHours(1);

    /// <summary>The station accepted a profile.</summary>
    public static StationCharging Set(StationCharging state, HeldProfile held, StackRules rules)
    {
        var rest = state.Profiles.RemoveAll(each => IsReplaced(each, held, rules));
        return Keep(state with { Profiles = rest }, held);
    }

    /// <summary>The station removed what meets the criteria, or has nothing that does: either way there is nothing left.</summary>
    public static StationCharging Clear(StationCharging state, ProfileCriteria criteria) =>
        Changed(state, state.Profiles.RemoveAll(each => !Waits(each) && criteria.Clears(each)));

    /// <summary>A transaction has begun: what was given with its remote start is its own, what belonged to one before is gone.</summary>
    public static StationCharging Started(StationCharging state, int evseId, string transactionId, int? remoteStartId, DateTimeOffset at)
    {
        var profiles = state.Profiles;
        foreach (var each in profiles)
        {
            if (each.Profile.Purpose != ProfilePurpose.TxProfile) continue;
            if (Waits(each))
            {
                var its = each.RemoteStartId is { } number && remoteStartId is not null ? number == remoteStartId : each.EvseId == 0 || each.EvseId == evseId;
                if (its) profiles = profiles.Replace(each, each with { EvseId = evseId, Origin = ProfileOrigin.Set, Profile = each.Profile with { TransactionId = transactionId } });
                else if (at - each.Since > StartPatience) profiles = profiles.Remove(each);
            }
            else if (each.EvseId == evseId && each.Profile.TransactionId != transactionId)
            {
                profiles = each.Profile.TransactionId is null && at <= each.Since ? profiles : profiles.Remove(each);
            }
        }

        return Changed(state, profiles);
    }

    /// <summary>A transaction has ended, and its profiles with it.</summary>
    public static StationCharging Ended(StationCharging state, int evseId, string transactionId) => Changed(state, state.Profiles.RemoveAll(each =>
        each.Profile.Purpose == ProfilePurpose.TxProfile && !Waits(each)
        && (each.Profile.TransactionId == transactionId || (each.Profile.TransactionId is null && each.EvseId == evseId))));

    /// <summary>The station will report what meets the criteria; parts may have come before.</summary>
    public static StationCharging Asked(StationCharging state, int requestId, ProfileCriteria criteria, DateTimeOffset at)
    {
        var report = state.Reports.FirstOrDefault(each => each.RequestId == requestId) ?? new ProfileReport { RequestId = requestId, Since = at };
        return Follow(state, report with { Asked = criteria }, at);
    }

    /// <summary>The station holds nothing that meets the criteria.</summary>
    public static StationCharging None(StationCharging state, ProfileCriteria criteria, DateTimeOffset at)
    {
        var after = Changed(state, state.Profiles.RemoveAll(each => !Waits(each) && criteria.Match(each)));
        return IsEverything(criteria) ? after with { ReadAt = at, HasMore = false } : after;
    }

    /// <summary>A part of a report: what it says counts before what we remember.</summary>
    public static StationCharging Told(StationCharging state, ChargingProfilesReported part, DateTimeOffset at)
    {
        var report = state.Reports.FirstOrDefault(each => each.RequestId == part.RequestId) ?? new ProfileReport { RequestId = part.RequestId, Since = at };
        foreach (var profile in part.Profiles)
        {
            var before = state.Profiles.FirstOrDefault(each => each.EvseId == part.EvseId && each.Profile.Id == profile.Id);
            var held = before is null
                ? new HeldProfile { EvseId = part.EvseId, Profile = profile, Source = part.Source, Origin = ProfileOrigin.Reported, Since = at, ConfirmedAt = at }
                : before with { Profile = profile, Source = part.Source, Origin = before.Origin == ProfileOrigin.Start ? ProfileOrigin.Set : before.Origin, ConfirmedAt = at };
            state = before is null ? Keep(state, held) : state with { Profiles = state.Profiles.Replace(before, held) };
            if (report.Told.Count <= MostTold) report = report with { Told = report.Told.Add((part.EvseId, profile.Id)) };
        }

        return Follow(state, report with { IsComplete = report.IsComplete || !part.MoreToCome }, at);
    }

    /// <summary>New values of a dynamic profile.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="profileId">Which.</param>
    /// <param name="values">The values; what is null in them stays.</param>
    /// <param name="at">When.</param>
    /// <param name="actor">Who gave them; null: nobody, the station asked for those that it has.</param>
    public static StationCharging Renewed(StationCharging state, int profileId, DynamicValues values, DateTimeOffset at, string? actor = null)
    {
        var before = state.Profiles.FirstOrDefault(each => each.Profile.Id == profileId && each.Profile.Kind == ProfileKind.Dynamic);
        return before is null ? state : state with { Profiles = state.Profiles.Replace(before, before with { Profile = DynamicProfile.With(before.Profile, values, at), Actor = actor ?? before.Actor }) };
    }

    /// <summary>The EV chose one of the schedules of its profile.</summary>
    public static StationCharging Chosen(StationCharging state, int evseId, int scheduleId)
    {
        var before = state.Profiles.FirstOrDefault(each => each.EvseId == evseId && each.Profile.Purpose == ProfilePurpose.TxProfile && each.Profile.Schedules.Any(schedule => schedule.Id == scheduleId));
        return before is null || before.SelectedSchedule == scheduleId ? state : state with { Profiles = state.Profiles.Replace(before, before with { SelectedSchedule = scheduleId }) };
    }

    /// <summary>The station is back after some time: some profiles do not outlast that (2.1 invalidAfterOfflineDuration).</summary>
    public static StationCharging Back(StationCharging state, TimeSpan away)
    {
        var profiles = state.Profiles;
        foreach (var each in profiles)
        {
            if (!each.IsVoid && each.Profile.InvalidAfterOffline && away.TotalSeconds > (each.Profile.MaxOfflineSeconds ?? int.MaxValue)) profiles = profiles.Replace(each, each with { IsVoid = true });
        }

        return Changed(state, profiles);
    }

    /// <summary>Given with a remote start, its transaction is still to come.</summary>
    internal static bool Waits(HeldProfile held) => held.Origin == ProfileOrigin.Start && held.Profile.TransactionId is null;

    private static bool IsReplaced(HeldProfile before, HeldProfile after, StackRules rules)
    {
        if (before.Profile.Purpose == ProfilePurpose.ChargingStationExternalConstraints) return false;
        if (before.Profile.Id == after.Profile.Id) return true;
        return rules.SameLevelReplaces && before.EvseId == after.EvseId && before.Profile.Purpose == after.Profile.Purpose && before.Profile.StackLevel == after.Profile.StackLevel;
    }

    private static StationCharging Keep(StationCharging state, HeldProfile held)
    {
        var text = held.Profile.Text.Length + state.Profiles.Sum(each => each.Profile.Text.Length);
        if (state.Profiles.Length >= MostProfiles || text > MostText) return state with { HasMore = true };
        var place = state.Profiles.TakeWhile(each => (each.EvseId, each.Profile.Id).CompareTo((held.EvseId, held.Profile.Id)) <= 0).Count();
        return state with { Profiles = state.Profiles.Insert(place, held) };
    }

    /// <summary>Takes the report on; with its last part what was asked for and not told is gone.</summary>
    private static StationCharging Follow(StationCharging state, ProfileReport report, DateTimeOffset at)
    {
        var others = state.Reports.RemoveAll(each => each.RequestId == report.RequestId || at - each.Since > ReportPatience);
        if (report is { IsComplete: true, Asked: { } asked })
        {
            var isWhole = report.Told.Count <= MostTold;
            state = !isWhole ? state : Changed(state, state.Profiles.RemoveAll(each =>
                !Waits(each) && each.Since < report.Since && asked.Match(each) && !report.Told.Contains((each.EvseId, each.Profile.Id))));
            return state with { Reports = others, ReadAt = isWhole && IsEverything(asked) ? at : state.ReadAt, HasMore = state.HasMore && !(isWhole && IsEverything(asked) && state.Profiles.Length < MostProfiles) };
        }

        return state with { Reports = (others.Length >= MostReports ? others.RemoveAt(0) : others).Add(report) };
    }

    private static bool IsEverything(ProfileCriteria criteria) => criteria is { Ids.IsEmpty: true, EvseId: null, Purpose: null, StackLevel: null };

    private static StationCharging Changed(StationCharging state, ImmutableArray<HeldProfile> profiles) => profiles == state.Profiles ? state : state with { Profiles = profiles };
}
