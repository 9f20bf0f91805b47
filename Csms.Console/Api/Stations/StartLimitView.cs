using System.Text.Json.Serialization;
using Csms.Engine.Stations.Limits;

namespace Csms.Console.Api.Stations;

/// <summary>Limits that wait for the transaction of a remote start.</summary>
/// <param name="RemoteStartId">remoteStartId of the RequestStartTransaction.</param>
/// <param name="MaxCost">Cost, in the currency of the tariff.</param>
/// <param name="MaxEnergy">Energy, Wh.</param>
/// <param name="MaxTime">Duration from start to end, seconds.</param>
/// <param name="MaxSoC">State of charge of the car, %.</param>
/// <param name="Until">When nobody waits for that transaction any more.</param>
internal sealed record StartLimitView(
    int RemoteStartId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MaxCost,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? MaxEnergy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? MaxSoC,
    DateTimeOffset Until)
{
    public static StartLimitView Of(StartLimit limit) => new(limit.RemoteStartId, limit.Limits.MaxCost, limit.Limits.MaxEnergyWh, limit.Limits.MaxTimeSeconds, limit.Limits.MaxSocPercent, limit.Until);
}
