using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Pages.Charging;

/// <summary>What a charging profile may be in each version (2.1 part 2, K01 and K28; 1.6 3.13), and its body. Pure.</summary>
public static class ProfileRules
{
    private const int DaySeconds = 24 * 3600, WeekSeconds = 7 * DaySeconds;

    /// <summary>Beyond any grid connection, kW and A.</summary>
    private const decimal MostLimit = 100_000;

    private const int MostLevel = 1_000_000;

    /// <summary>Periods that fit into a form; the standard has 1024.</summary>
    private const int MostPeriods = 100;

    /// <summary>What a profile of ours may be for: limits of others are only reported (K01.FR.22).</summary>
    public static IReadOnlyList<ProfilePurpose> Purposes(string? ocppVersion) => ocppVersion is "1.6" or "2.0.1"
        ? [ProfilePurpose.TxDefaultProfile, ProfilePurpose.TxProfile, ProfilePurpose.ChargingStationMaxProfile]
        : [ProfilePurpose.TxDefaultProfile, ProfilePurpose.TxProfile, ProfilePurpose.ChargingStationMaxProfile, ProfilePurpose.PriorityCharging, ProfilePurpose.LocalGeneration];

    /// <summary>What its times may count from: what is not of a transaction has no start to be relative to (K01.FR.38).</summary>
    public static IReadOnlyList<ProfileKind> Kinds(ProfilePurpose purpose, string? ocppVersion)
    {
        var kinds = new List<ProfileKind>(4);
        if (purpose is not (ProfilePurpose.ChargingStationMaxProfile or ProfilePurpose.LocalGeneration)) kinds.Add(ProfileKind.Relative);
        kinds.AddRange([ProfileKind.Absolute, ProfileKind.Recurring]);
        if (ocppVersion is not ("1.6" or "2.0.1")) kinds.Add(ProfileKind.Dynamic);
        return kinds;
    }

    /// <summary>A level above what is there, so that the new profile leads.</summary>
    public static int FreeLevel(ProfileGround ground, ProfilePurpose purpose, int evseId, int? id)
    {
        ArgumentNullException.ThrowIfNull(ground);
        var taken = ground.Held.Where(each => each.EvseId == evseId && each.Profile.Purpose == purpose && each.Profile.Id != id).Select(each => each.Profile.StackLevel).ToHashSet();
        if (taken.Count == 0) return 0;
        var above = taken.Max() + 1;
        return ground.Ability.MaxStackLevel is not { } most || above <= most ? above : Enumerable.Range(0, most + 1).Reverse().FirstOrDefault(level => !taken.Contains(level), most);
    }

    /// <summary>What is wrong, by member: evse, level, start, valid, duration, fetch, unit, periods, and "from0", "limit0"… of the steps.</summary>
    public static IReadOnlyDictionary<string, ProfileFault> Check(ProfileDraft draft, ProfileGround ground)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(ground);
        var faults = new Dictionary<string, ProfileFault>();
        if (draft.Purpose == ProfilePurpose.ChargingStationMaxProfile && draft.EvseId != 0) faults["evse"] = new("CapAtEvse");
        else if (draft.Purpose == ProfilePurpose.TxProfile && draft.EvseId == 0) faults["evse"] = new("SessionAtEvse");
        else if (draft.Purpose == ProfilePurpose.TxProfile && !ground.Running.ContainsKey(draft.EvseId)) faults["evse"] = new("NoSession", draft.EvseId);
        CheckLevel(draft, ground, faults);
        if (HasStart(draft.Kind) && draft.Start is null) faults["start"] = new("StartMissing");
        if (draft.ValidFrom is { } from && draft.ValidTo is { } to && to <= from) faults["valid"] = new("ValidOrder");
        else if (draft.ValidTo is { } end && Utc(end, ground.Zone) <= ground.Now) faults["valid"] = new("ValidPast");
        if (draft.Duration.Trim().Length > 0 && draft.Kind != ProfileKind.Dynamic && Seconds(draft.Duration) is not > 0) faults["duration"] = new("Clock");
        if (draft.Kind == ProfileKind.Dynamic && draft.FetchSeconds.Trim().Length > 0 && Whole(draft.FetchSeconds, 1, DaySeconds) is null) faults["fetch"] = new("Fetch", DaySeconds);
        if (draft.Unit == RateUnit.W ? !ground.Ability.TakesW : !ground.Ability.TakesA) faults["unit"] = new("Unit");
        CheckPeriods(draft, ground, faults);
        return faults;
    }

    /// <summary>The body of SetChargingProfile; of a draft without faults.</summary>
    public static JsonObject Body(ProfileDraft draft, ProfileGround ground)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(ground);
        var schedule = new JsonObject { ["id"] = 1 };
        if (HasStart(draft.Kind) && draft.Start is { } start) schedule["startSchedule"] = Stamp(start, draft.UsesLocalTime && AdvancedRules.HasModes(ground.OcppVersion) ? TimeZoneInfo.Utc : ground.Zone); // 2.1 useLocalTime: as the clock there shows it
        if (draft.Kind != ProfileKind.Dynamic && Seconds(draft.Duration) is > 0 and var length) schedule["duration"] = length;
        schedule["chargingRateUnit"] = draft.Unit.ToString();
        schedule["chargingSchedulePeriod"] = new JsonArray([.. draft.Periods.Select((period, place) => (JsonNode)AdvancedRules.Period(period, draft, draft.Kind == ProfileKind.Dynamic || place == 0 ? 0 : Seconds(period.From) ?? 0, ground))]);

        var profile = new JsonObject();
        if (draft.Id is { } id) profile["id"] = id;
        profile["stackLevel"] = Whole(draft.Level, 0, MostLevel);
        profile["chargingProfilePurpose"] = draft.Purpose.ToString();
        profile["chargingProfileKind"] = draft.Kind.ToString();
        if (draft.Kind == ProfileKind.Recurring) profile["recurrencyKind"] = draft.Recurrence.ToString();
        if (draft.ValidFrom is { } from) profile["validFrom"] = Stamp(from, ground.Zone);
        if (draft.ValidTo is { } to) profile["validTo"] = Stamp(to, ground.Zone);
        if (draft.Purpose == ProfilePurpose.TxProfile) profile["transactionId"] = ground.Running[draft.EvseId];
        if (draft.Kind == ProfileKind.Dynamic && Whole(draft.FetchSeconds, 1, DaySeconds) is { } fetch) profile["dynUpdateInterval"] = fetch;
        AdvancedRules.Write(profile, schedule, draft, ground);
        profile["chargingSchedule"] = new JsonArray(schedule);
        return new JsonObject { ["evseId"] = draft.EvseId, ["chargingProfile"] = profile };
    }

    /// <summary>"8:00" as seconds; "8" and "8:00:30" as well. Null: it is no such text.</summary>
    public static int? Seconds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Trim().Split(':');
        if (parts.Length > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || hours > 8784) return null;
        var total = hours * 3600;
        for (var i = 1; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out var part) || part > 59 || parts[i].Length != 2) return null;
            total += i == 1 ? part * 60 : part;
        }

        return total;
    }

    /// <summary>Seconds as "8:00", with seconds where there are some.</summary>
    public static string Clock(int seconds) => seconds % 60 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");

    /// <summary>A number with a point or a comma, not negative; null: it is none.</summary>
    public static decimal? Limit(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= MostLimit ? number : null;
    }

    /// <summary>A time by the clock of the site; one that summer time skips is an hour later.</summary>
    public static DateTimeOffset Utc(DateTime local, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local)) local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool HasStart(ProfileKind kind) => kind is ProfileKind.Absolute or ProfileKind.Recurring;

    private static void CheckLevel(ProfileDraft draft, ProfileGround ground, Dictionary<string, ProfileFault> faults)
    {
        var most = ground.Ability.MaxStackLevel ?? MostLevel;
        if (Whole(draft.Level, 0, most) is not { } level)
        {
            faults["level"] = ground.Ability.MaxStackLevel is { } told ? new("Level", told) : new("LevelAny");
            return;
        }

        // Two with one purpose, level and place may not be valid at the same time (2.1 K01.FR.06); 1.6 has the newer one replace the older.
        if (ground.OcppVersion == "1.6") return;
        var other = ground.Held.FirstOrDefault(each => each.Profile.Id != draft.Id && each.EvseId == draft.EvseId && each.Profile.Purpose == draft.Purpose && each.Profile.StackLevel == level && !each.IsVoid
            && Overlap(each.Profile, draft, ground.Zone));
        if (other is not null) faults["level"] = new("LevelTaken", level, other.Profile.Id, FreeLevel(ground, draft.Purpose, draft.EvseId, draft.Id));
    }

    private static bool Overlap(ChargingProfile held, ProfileDraft draft, TimeZoneInfo zone) =>
        (held.ValidTo is not { } end || draft.ValidFrom is not { } from || Utc(from, zone) < end) && (held.ValidFrom is not { } begin || draft.ValidTo is not { } to || begin < Utc(to, zone));

    private static void CheckPeriods(ProfileDraft draft, ProfileGround ground, Dictionary<string, ProfileFault> faults)
    {
        var most = Math.Min(MostPeriods, draft.Kind == ProfileKind.Dynamic ? 1 : ground.Ability.MaxPeriods ?? MostPeriods);
        if (draft.Periods.Count == 0) faults["periods"] = new("PeriodsNone");
        else if (draft.Periods.Count > most) faults["periods"] = draft.Kind == ProfileKind.Dynamic ? new("PeriodsDynamic") : new("PeriodsMany", most);
        var end = draft.Kind switch
        {
            ProfileKind.Recurring => draft.Recurrence == Recurrence.Daily ? DaySeconds : WeekSeconds,
            _ => int.MaxValue,
        };
        if (Seconds(draft.Duration) is > 0 and var length && draft.Kind != ProfileKind.Dynamic) end = Math.Min(end, length);
        var last = -1;
        for (var i = 0; i < draft.Periods.Count; i++)
        {
            var period = draft.Periods[i];
            if (draft.Kind != ProfileKind.Dynamic)
            {
                if (Seconds(period.From) is not { } from) faults[$"from{i}"] = new("Clock");
                else if (i == 0 && from != 0) faults["from0"] = new("FirstAtZero");
                else if (from <= last) faults[$"from{i}"] = new("FromOrder");
                else if (from >= end) faults[$"from{i}"] = new("FromLate", Clock(end));
                last = Math.Max(last, Seconds(period.From) ?? last);
            }

        }

        AdvancedRules.Check(draft, ground, faults);
    }

    private static string Stamp(DateTime local, TimeZoneInfo zone) => Utc(local, zone).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static int? Whole(string text, int least, int most) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
