using System.Text.Json.Serialization;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Api.Charging;

/// <summary>What holds for a stretch of time.</summary>
/// <param name="StartPeriod">Whole seconds from the beginning of the schedule.</param>
/// <param name="From">The same as a time.</param>
/// <param name="Limit">Most that may be charged: W of all phases, or A a phase. Null: no profile limits it.</param>
/// <param name="LimitL2">On phase L2, where it differs.</param>
/// <param name="LimitL3">On phase L3, where it differs.</param>
/// <param name="NumberPhases">Phases that may be used.</param>
/// <param name="DischargeLimit">Most that may be discharged, W, negative; absent where nothing may.</param>
/// <param name="Setpoint">What the EV is to follow, W.</param>
/// <param name="OperationMode">How the EV is operated; absent: only charging.</param>
/// <param name="Purpose">Purpose of the profile that decides.</param>
/// <param name="ProfileId">Its number; negative for a limit of others.</param>
internal sealed record SchedulePeriodView(
    int StartPeriod,
    DateTimeOffset From,
    decimal? Limit,
    [property: JsonPropertyName("limit_L2"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? LimitL2,
    [property: JsonPropertyName("limit_L3"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? LimitL3,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? NumberPhases,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? DischargeLimit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? Setpoint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? OperationMode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Purpose,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ProfileId)
{
    public static SchedulePeriodView Of(CompositePeriod period, DateTimeOffset from, RateUnit unit)
    {
        var byPhase = unit == RateUnit.A && period.Limit is { IsByPhase: true };
        return new(
            (int)(period.From - from).TotalSeconds,
            period.From,
            byPhase ? Down(period.Limit!.Value.L1) : Down(period.Limit?.In(unit)),
            byPhase ? Down(period.Limit!.Value.L2) : null,
            byPhase ? Down(period.Limit!.Value.L3) : null,
            period.Limit?.Phases,
            period.DischargeW == 0 ? null : period.DischargeW,
            period.SetpointW,
            period.Mode?.ToString(),
            period.Reason?.Purpose.ToString(),
            period.Reason?.ProfileId);
    }

    // A limit is rounded down: it must not be passed.
    private static decimal? Down(decimal? value) => value is { } number ? decimal.Floor(number * 10) / 10 : null;
}
