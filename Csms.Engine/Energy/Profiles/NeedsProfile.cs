using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// Makes the profile for an EV's needs under the limits (2.1 K15 to K19): as much as the car can take and the limits allow, until it leaves. Pure. The EV
/// draws within it what it wants; whoever allots power may set a tighter one over it.
/// </summary>
internal static class NeedsProfile
{
    /// <summary>Without a departure it reckons a day ahead; then the default profiles count again.</summary>
    internal static readonly TimeSpan LookAhead = TimeSpan.FromHours(24);

    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // The largest outlets of their kind, for a car that tells nothing at a station that tells nothing.
    private const decimal MostAc = 22_080, MostDc = 400_000;

    /// <summary>What is asked for, and where.</summary>
    /// <param name="Needs">The needs; null: the car only said what it intends.</param>
    /// <param name="Stack">What limits the EVSE. TxProfiles in it are passed over: this one takes their place.</param>
    /// <param name="MaxPowerW">Most that the EVSE gives, W; null: not told.</param>
    /// <param name="Unit">Unit of the profile.</param>
    /// <param name="MaxPeriods">Most periods that station and car can read; null: not told.</param>
    /// <param name="Now">Now.</param>
    public sealed record Question(ChargingNeeds? Needs, EvseStack Stack, decimal? MaxPowerW, RateUnit Unit, int? MaxPeriods, DateTimeOffset Now);

    /// <summary>The schedule as JSON in 2.1's words, and what it comes to.</summary>
    public static (JsonObject Schedule, DateTimeOffset Until, decimal ReachableWh) Of(Question question)
    {
        var from = new DateTimeOffset(question.Now.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        var until = question.Needs?.DepartureAt is { } leaves && leaves > from ? Earlier(Later(leaves, from + Shortest), from + Longest) : from + LookAhead;
        var stack = question.Stack with { Profiles = [.. question.Stack.Profiles.Where(each => each.Profile.Purpose != ProfilePurpose.TxProfile)] };
        var limits = Composite.Of(stack, from, until - from);
        var (car, volts) = (CarOf(question), stack.Electrics.VoltageV);
        var steps = new List<(int Start, Caps Caps)>();
        foreach (var period in limits.Periods)
        {
            var caps = (period.Limit?.AsCaps() ?? Caps.None(stack.Electrics.Phases)).And(car);
            if (steps.Count > 0 && steps[^1].Caps == caps) continue;
            // Whole seconds: a fall at the one before, a rise at the one after.
            var seconds = (period.From - from).TotalSeconds;
            var start = (int)(steps.Count > 0 && Watts(caps, volts) > Watts(steps[^1].Caps, volts) ? Math.Ceiling(seconds) : Math.Floor(seconds));
            if (steps.Count > 0 && steps[^1].Start == start) steps[^1] = (start, caps.And(steps[^1].Caps));
            else steps.Add((start, caps));
        }

        var length = (int)(until - from).TotalSeconds;
        while (question.MaxPeriods is > 0 and var most && steps.Count > most) Join(steps, length, volts);
        var reachable = steps.Select((step, index) => Watts(step.Caps, volts) * Length(steps, index, length) / 3600).Sum();
        return (Schedule(steps, from, length, question.Unit, volts, question.Needs?.IsDc ?? false), until, decimal.Round(reachable));
    }

    /// <summary>Of a schedule what holds at its beginning, as the one period of a dynamic profile (2.1 K19, K28): the car only charges, up to the limit.</summary>
    public static JsonObject AtOnce(JsonObject schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var period = (JsonObject)schedule["chargingSchedulePeriod"]![0]!.DeepClone();
        period["operationMode"] = nameof(OperationMode.ChargingOnly);
        return new JsonObject { ["chargingRateUnit"] = schedule["chargingRateUnit"]!.DeepClone(), ["chargingSchedulePeriod"] = new JsonArray(period) };
    }

    /// <summary>The EV intends to draw more than it may at some instant.</summary>
    /// <param name="intended">What it intends; its start is the time it counts from.</param>
    /// <param name="stack">What limits it.</param>
    /// <param name="now">Instants before do not count.</param>
    public static bool Exceeds(ChargingSchedule intended, EvseStack stack, DateTimeOffset now)
    {
        if (intended.Start is not { } start) return false;
        var end = ProfileTimes.Later(start, Math.Min(intended.DurationSeconds ?? (int)LookAhead.TotalSeconds, (int)Longest.TotalSeconds));
        if (end <= now) return false;
        var from = Later(start, now);
        var limits = Composite.Of(stack, from, end - from);
        var instants = intended.Periods.Select(period => ProfileTimes.Later(start, period.StartSeconds)).Concat(limits.Periods.Select(period => period.From)).Append(from);
        return instants.Where(at => at >= from && at < end).Any(at =>
            limits.At(at).Limit is { } limit && intended.Periods.LastOrDefault(period => ProfileTimes.Later(start, period.StartSeconds) <= at)?.Limit is { } wanted
            && Watts(wanted, intended.Unit, stack.Electrics) > limit.Watts + Math.Max(50, limit.Watts / 200)); // cars round
    }

    private static Caps CarOf(Question question)
    {
        var (needs, electrics) = (question.Needs, question.Stack.Electrics);
        var phases = needs is { IsDc: false, Phases: > 0 } ? Math.Min(needs.Phases, electrics.Phases) : electrics.Phases;
        var amps = needs is { IsDc: false } ? needs.MaxCurrentA : null; // the current of DC is that of the car's battery, not of the grid
        var watts = Caps.Min(needs?.MaxPowerW, question.MaxPowerW);
        if (watts is null && amps is null) watts = needs is { IsDc: true } ? MostDc : MostAc;
        return new Caps(watts, amps, amps, amps, phases);
    }

    /// <summary>One period less: two neighbours become one with what both allow, there where the least energy is lost.</summary>
    private static void Join(List<(int Start, Caps Caps)> steps, int length, decimal volts)
    {
        var (best, least) = (0, decimal.MaxValue);
        for (var index = 0; index + 1 < steps.Count; index++)
        {
            var both = Watts(steps[index].Caps.And(steps[index + 1].Caps), volts);
            var lost = (Watts(steps[index].Caps, volts) - both) * Length(steps, index, length) + (Watts(steps[index + 1].Caps, volts) - both) * Length(steps, index + 1, length);
            if (lost < least) (best, least) = (index, lost);
        }

        steps[best] = (steps[best].Start, steps[best].Caps.And(steps[best + 1].Caps));
        steps.RemoveAt(best + 1);
    }

    private static int Length(List<(int Start, Caps Caps)> steps, int index, int length) => (index + 1 < steps.Count ? steps[index + 1].Start : length) - steps[index].Start;

    private static decimal Watts(Caps caps, decimal volts) => caps.Resolve(volts)!.Value.Watts; // the car bounds each of them

    private static JsonObject Schedule(List<(int Start, Caps Caps)> steps, DateTimeOffset from, int length, RateUnit unit, decimal volts, bool isDc) => new()
    {
        ["startSchedule"] = from.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["duration"] = length,
        ["chargingRateUnit"] = unit.ToString(),
        ["chargingSchedulePeriod"] = new JsonArray([.. steps.Select(step => (JsonNode)Period(step.Start, step.Caps.Resolve(volts)!.Value, unit, isDc))]),
    };

    // One decimal, rounded down: a limit must not be passed.
    private static JsonObject Period(int start, Allowance limit, RateUnit unit, bool isDc)
    {
        var period = new JsonObject { ["startPeriod"] = start, ["limit"] = decimal.Floor(limit.In(unit) * 10) / 10 };
        if (limit.Phases < 3 && !isDc) period["numberPhases"] = limit.Phases;
        return period;
    }

    private static decimal Watts(PhaseValues value, RateUnit unit, Electrics electrics) => unit == RateUnit.A
        ? electrics.VoltageV * (value.IsByPhase ? value.L1 + (value.L2 ?? 0) + (value.L3 ?? 0) : value.L1 * electrics.Phases)
        : value.L1 + (value.L2 ?? 0) + (value.L3 ?? 0);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
