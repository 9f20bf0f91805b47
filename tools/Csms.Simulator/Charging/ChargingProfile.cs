using System.Globalization;
using System.Text.Json.Nodes;

namespace Csms.Simulator.Charging;

/// <summary>An installed charging profile, in 2.x words; of several alternative schedules the first counts.</summary>
public sealed record ChargingProfile
{
    /// <summary>chargingProfileId / id.</summary>
    public required int Id { get; init; }

    /// <summary>The EVSE (1.6: connector) it is installed on; 0 = the station.</summary>
    public required int EvseId { get; init; }

    /// <summary>Higher levels win.</summary>
    public required int StackLevel { get; init; }

    /// <summary>Purpose in 2.x words.</summary>
    public required string Purpose { get; init; }

    /// <summary>Absolute, Recurring, Relative or Dynamic.</summary>
    public required string Kind { get; init; }

    /// <summary>Daily or Weekly, for Recurring.</summary>
    public string? Recurrency { get; init; }

    /// <summary>First instant of validity.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>First instant no longer valid.</summary>
    public DateTimeOffset? ValidTo { get; init; }

    /// <summary>The transaction a TxProfile belongs to.</summary>
    public string? TransactionId { get; init; }

    /// <summary>A (a phase) or W (total).</summary>
    public required string Unit { get; init; }

    /// <summary>Start of the schedule; null for Relative.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Length of the schedule in seconds; null = without end.</summary>
    public int? DurationSeconds { get; init; }

    /// <summary>The steps in rising order.</summary>
    public required IReadOnlyList<SchedulePeriod> Periods { get; init; }

    /// <summary>Who set it: CSO is the CSMS.</summary>
    public string LimitSource { get; init; } = "CSO";

    /// <summary>Of a Dynamic profile: seconds between two questions for new values; null: it does not ask (2.1).</summary>
    public int? PullSeconds { get; init; }

    /// <summary>The profile as received, for reports.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>Reads a profile as SetChargingProfile carries it; null when a needed member is missing or the steps are unsorted.</summary>
    /// <param name="evseId">Where it is to be installed.</param>
    /// <param name="source">csChargingProfiles (1.6) or chargingProfile (2.x).</param>
    public static ChargingProfile? TryRead(int evseId, JsonObject source)
    {
        var schedule = source["chargingSchedule"] switch { JsonArray { Count: > 0 } list => list[0] as JsonObject, JsonObject one => one, _ => null };
        if (schedule?["chargingSchedulePeriod"] is not JsonArray { Count: > 0 } steps) return null;
        var periods = new List<SchedulePeriod>();
        foreach (var step in steps)
        {
            periods.Add(new SchedulePeriod(Whole(step?["startPeriod"]) ?? 0, LimitOf(step, (string?)schedule["chargingRateUnit"]), Whole(step?["numberPhases"])));
            if (periods.Count > 1 && periods[^1].StartSeconds <= periods[^2].StartSeconds) return null;
        }
        if (periods[0].StartSeconds != 0) return null;
        var purpose = (string?)source["chargingProfilePurpose"];
        var kind = (string?)source["chargingProfileKind"];
        if ((Whole(source["chargingProfileId"]) ?? Whole(source["id"])) is not { } id || purpose is null || kind is null) return null;
        return new ChargingProfile
        {
            Id = id,
            EvseId = evseId,
            StackLevel = Whole(source["stackLevel"]) ?? 0,
            Purpose = purpose == "ChargePointMaxProfile" ? "ChargingStationMaxProfile" : purpose,
            Kind = kind,
            Recurrency = (string?)source["recurrencyKind"],
            ValidFrom = Instant(source["validFrom"]),
            ValidTo = Instant(source["validTo"]),
            TransactionId = source["transactionId"]?.ToString(),
            Unit = (string?)schedule["chargingRateUnit"] ?? "A",
            Start = Instant(schedule["startSchedule"]),
            DurationSeconds = Whole(schedule["duration"]),
            Periods = periods,
            PullSeconds = Whole(source["dynUpdateInterval"]) is > 0 and var pull && kind == "Dynamic" ? pull : null,
            Source = (JsonObject)source.DeepClone(),
        };
    }

    /// <summary>What a step allows: nothing when idle, a setpoint where no limit is told; of limits by phase the lowest on each.</summary>
    private static double LimitOf(JsonNode? step, string? unit)
    {
        if ((string?)step?["operationMode"] == "Idle") return 0;
        if (step is null || (step["limit"] ?? step["setpoint"]) is not JsonValue value) return double.PositiveInfinity;
        var name = step["limit"] is null ? "setpoint" : "limit";
        double[] phases = [.. new[] { value, step[$"{name}_L2"], step[$"{name}_L3"] }.OfType<JsonValue>().Select(each => each.GetValue<double>())];
        return phases.Length == 1 ? phases[0] : phases.Min() * (unit == "W" ? 3 : 1);
    }

    /// <summary>The step in force, or null when the schedule has none at that instant.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="relativeStart">What a Relative schedule counts from: the start of the transaction.</param>
    public SchedulePeriod? PeriodAt(DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (at < (ValidFrom ?? DateTimeOffset.MinValue) || at >= (ValidTo ?? DateTimeOffset.MaxValue)) return null;
        var start = StartBefore(at, relativeStart);
        var second = (at - start).TotalSeconds;
        if (second < 0 || second >= (DurationSeconds ?? double.PositiveInfinity)) return null;
        return Periods.Last(p => p.StartSeconds <= second);
    }

    /// <summary>Every instant in [from, to) at which this profile may change its value.</summary>
    public IEnumerable<DateTimeOffset> ChangesBetween(DateTimeOffset from, DateTimeOffset to, DateTimeOffset relativeStart)
    {
        if (ValidFrom is { } validFrom) yield return validFrom;
        if (ValidTo is { } validTo) yield return validTo;
        for (var start = StartBefore(from, relativeStart); start < to; start += Cycle)
        {
            foreach (var period in Periods) yield return start.AddSeconds(period.StartSeconds);
            if (DurationSeconds is { } duration) yield return start.AddSeconds(duration);
            if (Kind != "Recurring") yield break;
        }
    }

    private TimeSpan Cycle => Recurrency == "Weekly" ? TimeSpan.FromDays(7) : TimeSpan.FromDays(1);

    private DateTimeOffset StartBefore(DateTimeOffset at, DateTimeOffset relativeStart)
    {
        if (Kind is "Relative" or "Dynamic") return Start ?? relativeStart;
        var start = Start ?? relativeStart;
        if (Kind != "Recurring" || at < start) return start;
        return start + Math.Floor((at - start) / Cycle) * Cycle;
    }

    private static int? Whole(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static DateTimeOffset? Instant(JsonNode? node) =>
        DateTimeOffset.TryParse((string?)node, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
