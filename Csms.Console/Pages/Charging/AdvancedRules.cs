using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Pages.Charging;

/// <summary>
/// The rarer members of a charging profile: by which version has them (2.1 part 2, K01, K28, block Q), judged by the engine's <see cref="ModeRules"/>,
/// written, and read back. Pure.
/// </summary>
public static class AdvancedRules
{
    private const int LongestSeconds = 366 * 24 * 3600, MostDelay = 24 * 3600;

    /// <summary>Members of a step that are shown where more is asked for.</summary>
    internal static readonly string[] PeriodMembers =
    [
        "operationMode", "limit_L2", "limit_L3", "phaseToUse", "setpoint", "setpoint_L2", "setpoint_L3", "dischargeLimit", "dischargeLimit_L2", "dischargeLimit_L3",
        "evseSleep", "v2xBaseline", "v2xFreqWattCurve", "v2xSignalWattCurve",
    ];

    /// <summary>Members of a schedule.</summary>
    internal static readonly string[] ScheduleMembers = ["minChargingRate", "limitAtSoC", "randomizedDelay", "useLocalTime"];

    /// <summary>Members of a profile.</summary>
    internal static readonly string[] ProfileMembers = ["maxOfflineDuration", "invalidAfterOfflineDuration"];

    /// <summary>The version has modes of operation and what came with them; one that never spoke may.</summary>
    public static bool HasModes(string? ocppVersion) => ocppVersion is not ("1.6" or "2.0.1");

    /// <summary>The version lets one phase be named.</summary>
    public static bool NamesPhase(string? ocppVersion) => ocppVersion != "1.6";

    /// <summary>Times may be by the clock of the place.</summary>
    public static bool HasClock(ProfileDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Kind is ProfileKind.Absolute or ProfileKind.Recurring;
    }

    /// <summary>Values for each phase may be typed: 2.1, the profile of a transaction, more than one phase.</summary>
    public static bool HasPhases(ProfileDraft draft, PeriodDraft period, string? ocppVersion)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(period);
        return HasModes(ocppVersion) && ModeRules.HasPhases(draft.Purpose) && period.Phases != 1;
    }

    /// <summary>A draft that says more than the plain form shows.</summary>
    public static bool IsUsed(ProfileDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.MinRate.Length + draft.Soc.Length + draft.SocLimit.Length + draft.RandomSeconds.Length + draft.OfflineSeconds.Length > 0 || draft.UsesLocalTime || draft.InvalidAfterOffline
            || (draft.Kind == ProfileKind.Dynamic && draft.Duration.Length > 0)
            || draft.Periods.Any(period => period.Mode is not null || period.PhaseToUse is not null || period.LimitL2.Length + period.LimitL3.Length > 0);
    }

    /// <summary>What is wrong, by member: minRate, soc, socLimit, random, offline, keep, and "mode0", "setpoint0"… of the steps.</summary>
    internal static void Check(ProfileDraft draft, ProfileGround ground, Dictionary<string, ProfileFault> faults)
    {
        if (draft.MinRate.Trim().Length > 0 && ProfileRules.Limit(draft.MinRate) is null) faults["minRate"] = new("Limit");
        var modes = HasModes(ground.OcppVersion);
        if (modes)
        {
            var (soc, limit) = (draft.Soc.Trim().Length > 0, draft.SocLimit.Trim().Length > 0);
            if (soc && ProfileRules.Whole(draft.Soc, 0, 100) is null) faults["soc"] = new("Soc");
            else if (limit && !soc) faults["soc"] = new("SocMissing");
            if (soc && ProfileRules.Limit(draft.SocLimit) is null) faults["socLimit"] = new("Limit");
            if (draft.RandomSeconds.Trim().Length > 0 && ProfileRules.Whole(draft.RandomSeconds, 0, MostDelay) is null) faults["random"] = new("Seconds", MostDelay);
            if (draft.OfflineSeconds.Trim().Length > 0 ? ProfileRules.Whole(draft.OfflineSeconds, 0, LongestSeconds) is null : draft.InvalidAfterOffline) faults["offline"] = new("Seconds", LongestSeconds);
            if (draft.Kind == ProfileKind.Dynamic && draft.Duration.Trim().Length > 0 && ProfileRules.Seconds(draft.Duration) is not > 0) faults["keep"] = new("Clock");
        }

        for (var i = 0; i < draft.Periods.Count; i++) Check(draft, draft.Periods[i], i, ground, faults);
    }

    /// <summary>Writes what is typed beyond the plain members.</summary>
    internal static void Write(JsonObject profile, JsonObject schedule, ProfileDraft draft, ProfileGround ground)
    {
        if (ProfileRules.Limit(draft.MinRate) is { } least) schedule["minChargingRate"] = Scaled(least, draft.Unit);
        if (!HasModes(ground.OcppVersion)) return;
        if (ProfileRules.Whole(draft.Soc, 0, 100) is { } soc && ProfileRules.Limit(draft.SocLimit) is { } limit) schedule["limitAtSoC"] = new JsonObject { ["soc"] = soc, ["limit"] = Scaled(limit, draft.Unit) };
        if (ProfileRules.Whole(draft.RandomSeconds, 0, MostDelay) is { } delay) schedule["randomizedDelay"] = delay;
        if (draft.UsesLocalTime && HasClock(draft)) schedule["useLocalTime"] = true;
        if (draft.Kind == ProfileKind.Dynamic && ProfileRules.Seconds(draft.Duration) is > 0 and var keep) schedule["duration"] = keep;
        if (ProfileRules.Whole(draft.OfflineSeconds, 0, LongestSeconds) is not { } offline) return;
        profile["maxOfflineDuration"] = offline;
        if (draft.InvalidAfterOffline) profile["invalidAfterOfflineDuration"] = true;
    }

    /// <summary>A step: what its mode uses, and nothing that was typed for another.</summary>
    internal static JsonObject Period(PeriodDraft period, ProfileDraft draft, int start, ProfileGround ground)
    {
        var modes = HasModes(ground.OcppVersion);
        var uses = ModeRules.Of(modes ? period.Mode : null);
        var phases = HasPhases(draft, period, ground.OcppVersion);
        var written = new JsonObject { ["startPeriod"] = start };
        if (uses.Limit != MemberUse.No) Put(written, "limit", draft.Unit, ProfileRules.Limit(period.Limit), phases ? ProfileRules.Limit(period.LimitL2) : null, phases ? ProfileRules.Limit(period.LimitL3) : null);
        if (period.Phases is { } count) written["numberPhases"] = count;
        if (period is { Phases: 1, PhaseToUse: { } which } && NamesPhase(ground.OcppVersion)) written["phaseToUse"] = which;
        if (!modes) return written;
        if (uses.DischargeLimit != MemberUse.No) Put(written, "dischargeLimit", draft.Unit, Signed(period.Discharge), phases ? Signed(period.DischargeL2) : null, phases ? Signed(period.DischargeL3) : null);
        if (uses.Setpoint != MemberUse.No) Put(written, "setpoint", draft.Unit, Signed(period.Setpoint), phases ? Signed(period.SetpointL2) : null, phases ? Signed(period.SetpointL3) : null);
        if (uses.EvseSleep != MemberUse.No && period.EvseSleep) written["evseSleep"] = true;
        if (uses.Baseline != MemberUse.No && Signed(period.Baseline) is { } baseline) written["v2xBaseline"] = Scaled(baseline, RateUnit.W);
        if (period.Mode is { } mode) written["operationMode"] = mode.ToString();
        if (uses.FrequencyCurve != MemberUse.No && Curve(period.FrequencyCurve, wholeSignals: false) is { } frequency) written["v2xFreqWattCurve"] = Points(frequency, "frequency");
        if (uses.SignalCurve != MemberUse.No && Curve(period.SignalCurve, wholeSignals: true) is { } signal) written["v2xSignalWattCurve"] = Points(signal, "signal");
        return written;
    }

    /// <summary>Reads a profile that is there into a draft.</summary>
    internal static void Read(ProfileDraft draft, ChargingProfile profile, JsonObject text)
    {
        var schedule = text["chargingSchedule"]![0]!;
        var unit = draft.Unit;
        draft.MinRate = Typed((decimal?)schedule["minChargingRate"], unit);
        (draft.Soc, draft.SocLimit) = (((int?)schedule["limitAtSoC"]?["soc"])?.ToString(CultureInfo.InvariantCulture) ?? "", Typed((decimal?)schedule["limitAtSoC"]?["limit"], unit));
        draft.RandomSeconds = ((int?)schedule["randomizedDelay"])?.ToString(CultureInfo.InvariantCulture) ?? "";
        draft.UsesLocalTime = profile.Schedules[0].UsesLocalTime;
        draft.OfflineSeconds = profile.MaxOfflineSeconds?.ToString(CultureInfo.InvariantCulture) ?? "";
        draft.InvalidAfterOffline = profile.InvalidAfterOffline;
    }

    /// <summary>Reads a step that is there.</summary>
    internal static PeriodDraft Read(SchedulePeriod period, JsonNode? text, RateUnit unit) => new()
    {
        From = ProfileRules.Clock(period.StartSeconds),
        Limit = Typed((decimal?)text?["limit"], unit),
        LimitL2 = Typed((decimal?)text?["limit_L2"], unit),
        LimitL3 = Typed((decimal?)text?["limit_L3"], unit),
        Phases = period.Phases,
        PhaseToUse = period.PhaseToUse,
        Mode = period.Mode,
        Setpoint = Typed((decimal?)text?["setpoint"], unit),
        SetpointL2 = Typed((decimal?)text?["setpoint_L2"], unit),
        SetpointL3 = Typed((decimal?)text?["setpoint_L3"], unit),
        Discharge = Typed((decimal?)text?["dischargeLimit"], unit),
        DischargeL2 = Typed((decimal?)text?["dischargeLimit_L2"], unit),
        DischargeL3 = Typed((decimal?)text?["dischargeLimit_L3"], unit),
        Baseline = Typed((decimal?)text?["v2xBaseline"], RateUnit.W),
        FrequencyCurve = Typed(text?["v2xFreqWattCurve"], "frequency"),
        SignalCurve = Typed(text?["v2xSignalWattCurve"], "signal"),
        EvseSleep = (bool?)text?["evseSleep"] ?? false,
    };

    /// <summary>A step that is there says nothing that the form would lose: what its mode and its purpose do not use.</summary>
    internal static bool Keeps(SchedulePeriod period, JsonNode? text, ProfilePurpose purpose)
    {
        var uses = ModeRules.Of(period.Mode);
        return text is JsonObject step && step.All(member => member.Key switch
        {
            "phaseToUse" => period.Phases == 1,
            "evseSleep" => uses.EvseSleep != MemberUse.No,
            "v2xBaseline" => uses.Baseline != MemberUse.No,
            "v2xFreqWattCurve" => uses.FrequencyCurve != MemberUse.No,
            "v2xSignalWattCurve" => uses.SignalCurve != MemberUse.No,
            var name when name.EndsWith("_L2", StringComparison.Ordinal) || name.EndsWith("_L3", StringComparison.Ordinal) => ModeRules.HasPhases(purpose) && period.Phases != 1,
            "limit" => uses.Limit != MemberUse.No,
            "dischargeLimit" => uses.DischargeLimit != MemberUse.No,
            "setpoint" => uses.Setpoint != MemberUse.No,
            _ => true,
        });
    }

    /// <summary>A number with a point or a comma and perhaps a minus; null: it is none.</summary>
    public static decimal? Signed(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var typed = text.Trim().Replace('\u2212', '-');
        return typed.StartsWith('-') ? -ProfileRules.Limit(typed[1..]) : ProfileRules.Limit(typed);
    }

    /// <summary>Points typed as "49.8=5; 50=0" in rising order, power in kW; null: it is no curve.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="wholeSignals">What stands before the sign are whole numbers.</param>
    public static IReadOnlyList<(decimal At, decimal Kilowatts)>? Curve(string text, bool wholeSignals)
    {
        ArgumentNullException.ThrowIfNull(text);
        var points = new List<(decimal At, decimal Kilowatts)>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var left, var right] || Signed(left) is not { } at || Signed(right) is not { } power) return null;
            if ((wholeSignals && at != decimal.Truncate(at)) || (points.Count > 0 && at <= points[^1].At)) return null;
            points.Add((at, power));
        }

        return points.Count is >= ModeRules.LeastPoints and <= ModeRules.MostPoints ? points : null;
    }

    private static void Check(ProfileDraft draft, PeriodDraft period, int place, ProfileGround ground, Dictionary<string, ProfileFault> faults)
    {
        var modes = HasModes(ground.OcppVersion);
        var uses = ModeRules.Of(modes ? period.Mode : null);
        if (uses.Limit == MemberUse.Must || (uses.Limit == MemberUse.May && period.Limit.Trim().Length > 0))
        {
            if (ProfileRules.Limit(period.Limit) is null) faults[$"limit{place}"] = new("Limit");
        }

        if (NamesPhase(ground.OcppVersion) && period.PhaseToUse is not null && period.Phases != 1) faults[$"phase{place}"] = new("PhaseOfOne");
        if (!modes) return;
        if (period.Mode is { } mode && !ModeRules.Modes(draft.Purpose).Contains(mode)) faults[$"mode{place}"] = new("ModePurpose");
        else if (uses.OnlyDynamic && draft.Kind != ProfileKind.Dynamic) faults[$"mode{place}"] = new("ModeDynamic");
        Amount(uses.Setpoint, period.Setpoint, $"setpoint{place}", "Number", static _ => true);
        Amount(uses.DischargeLimit, period.Discharge, $"discharge{place}", "Back", static number => number <= 0);
        Amount(uses.Baseline, period.Baseline, $"baseline{place}", "Number", static _ => true);
        Points(uses.FrequencyCurve, period.FrequencyCurve, $"freq{place}", false);
        Points(uses.SignalCurve, period.SignalCurve, $"signal{place}", true);
        if (uses.FrequencyCurve != MemberUse.No && draft.Unit != RateUnit.W) faults[$"freq{place}"] = new("UnitWatts");
        if (!HasPhases(draft, period, ground.OcppVersion)) return;
        Phase(uses.Limit, period.Limit, period.LimitL2, $"limitL2{place}", "Limit", static number => number >= 0);
        Phase(uses.Limit, period.Limit, period.LimitL3, $"limitL3{place}", "Limit", static number => number >= 0);
        Phase(uses.DischargeLimit, period.Discharge, period.DischargeL2, $"dischargeL2{place}", "Back", static number => number <= 0);
        Phase(uses.DischargeLimit, period.Discharge, period.DischargeL3, $"dischargeL3{place}", "Back", static number => number <= 0);
        Phase(uses.Setpoint, period.Setpoint, period.SetpointL2, $"setpointL2{place}", "Number", static _ => true);
        Phase(uses.Setpoint, period.Setpoint, period.SetpointL3, $"setpointL3{place}", "Number", static _ => true);

        void Amount(MemberUse use, string text, string member, string fault, Func<decimal, bool> fits)
        {
            if (use == MemberUse.No || (use == MemberUse.May && text.Trim().Length == 0)) return;
            if (Signed(text) is not { } number || !fits(number)) faults[member] = new(fault);
        }

        // Values of L2 and L3 stand only beside that of L1 (K01.FR.145, V2X.07).
        void Phase(MemberUse use, string first, string text, string member, string fault, Func<decimal, bool> fits)
        {
            if (use == MemberUse.No || text.Trim().Length == 0) return;
            if (first.Trim().Length == 0) faults[member] = new("FirstPhase");
            else if (Signed(text) is not { } number || !fits(number)) faults[member] = new(fault);
        }

        void Points(MemberUse use, string text, string member, bool whole)
        {
            if (use == MemberUse.No || (use == MemberUse.May && text.Trim().Length == 0)) return;
            if (Curve(text, whole) is null) faults[member] = new(whole ? "SignalCurve" : "FrequencyCurve", ModeRules.LeastPoints, ModeRules.MostPoints);
        }
    }

    private static void Put(JsonObject period, string member, RateUnit unit, decimal? first, decimal? second, decimal? third)
    {
        if (first is not { } one) return;
        period[member] = Scaled(one, unit);
        if (second is { } two) period[$"{member}_L2"] = Scaled(two, unit);
        if (third is { } three) period[$"{member}_L3"] = Scaled(three, unit);
    }

    private static JsonArray Points(IEnumerable<(decimal At, decimal Kilowatts)> points, string member) =>
        new([.. points.Select(point => (JsonNode)new JsonObject { [member] = member == "signal" ? (JsonNode)(int)point.At : point.At, ["power"] = Scaled(point.Kilowatts, RateUnit.W) })]);

    // 1.6 takes one decimal.
    internal static decimal Scaled(decimal typed, RateUnit unit) => Math.Round(unit == RateUnit.W ? typed * 1000 : typed, 1);

    internal static string Typed(decimal? amount, RateUnit unit) => amount is { } number ? (unit == RateUnit.W ? number / 1000 : number).ToString("0.####", CultureInfo.InvariantCulture) : "";

    private static string Typed(JsonNode? curve, string member) => curve is not JsonArray points ? ""
        : string.Join("; ", points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{(decimal)point![member]!:0.####}={(decimal)point["power"]! / 1000:0.####}")));
}
