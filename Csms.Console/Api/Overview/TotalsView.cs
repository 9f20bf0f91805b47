using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Api.Overview;

/// <summary>Sums over stations, now.</summary>
/// <param name="Stations">Stations that are accepted.</param>
/// <param name="Online">Of these, online.</param>
/// <param name="Offline">Of these, offline.</param>
/// <param name="Pending">Stations that wait to be accepted.</param>
/// <param name="Evses">EVSEs by condition, the word of the member condition of an EVSE.</param>
/// <param name="PowerW">Power drawn, W.</param>
/// <param name="Sessions">Running sessions.</param>
internal sealed record TotalsView(int Stations, int Online, int Offline, int Pending, IReadOnlyDictionary<string, int> Evses, double PowerW, int Sessions)
{
    public static TotalsView Of(NetworkTotals totals) => new(
        totals.Stations, totals.Online, totals.Offline, totals.Pending, Enum.GetValues<EvseCondition>().ToDictionary(condition => condition.ToString(), totals.Count), totals.PowerW, totals.Sessions);
}
