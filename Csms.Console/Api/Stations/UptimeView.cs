using Csms.Engine.LiveView;

namespace Csms.Console.Api.Stations;

/// <summary>Uptime of an EVSE.</summary>
/// <param name="EvseId">From 1.</param>
/// <param name="Uptime">Share of the time that counts in which it was neither faulted nor offline, 0 to 1; null when no time counts.</param>
/// <param name="KnownSeconds">Of how much time something is known.</param>
/// <param name="ExcludedSeconds">Out of operation; counts neither as up nor as down.</param>
/// <param name="FaultedSeconds">Faulted.</param>
/// <param name="OfflineSeconds">Without a link.</param>
/// <param name="ChargingSeconds">Energy flowed.</param>
/// <param name="Outages">How many.</param>
/// <param name="SecondsBetweenFailures">Mean time between failures; null without one.</param>
/// <param name="SecondsToRepair">Mean time to repair; null without one.</param>
internal sealed record UptimeView(
    int EvseId, double? Uptime, long KnownSeconds, long ExcludedSeconds, long FaultedSeconds, long OfflineSeconds, long ChargingSeconds, int Outages, long? SecondsBetweenFailures, long? SecondsToRepair)
{
    public static UptimeView Of(Uptime evse) => new(
        evse.EvseId, evse.Share, (long)evse.Known.TotalSeconds, (long)evse.Excluded.TotalSeconds, (long)evse.Faulted.TotalSeconds, (long)evse.Offline.TotalSeconds, (long)evse.Charging.TotalSeconds,
        evse.Outages.Length, (long?)evse.BetweenFailures?.TotalSeconds, (long?)evse.ToRepair?.TotalSeconds);
}
