using System.Text.Json.Serialization;
using Csms.Engine.Events;

namespace Csms.Console.Api.Sessions;

/// <summary>Limits of a session, also the body of PUT /api/v1/sessions/{id}/limit: at least one (OCPP 2.1 TransactionLimitType).</summary>
/// <param name="MaxCost">Cost, in the currency of the tariff.</param>
/// <param name="MaxEnergy">Energy, Wh.</param>
/// <param name="MaxTime">Duration from start to end, seconds.</param>
/// <param name="MaxSoC">State of charge of the car, %.</param>
internal sealed record LimitView(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MaxCost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MaxEnergy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxSoC)
{
    public static LimitView? Of(TransactionLimits? limits) =>
        limits is null ? null : new(limits.MaxCost, limits.MaxEnergyWh, limits.MaxTimeSeconds, limits.MaxSocPercent);
}
