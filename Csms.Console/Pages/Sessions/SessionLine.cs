using Csms.Console.Controls;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Sessions;

/// <summary>A session as a row shows it.</summary>
/// <param name="Session">As of now when it runs.</param>
/// <param name="StationName">Name of its station, else the identity.</param>
/// <param name="Site">Where the station stands.</param>
/// <param name="Zone">Zone of the site; null: the person's.</param>
/// <param name="MayKnow">The person may know whose it is.</param>
/// <param name="Driver">Whose token.</param>
/// <param name="State">State of the EVSE while it runs.</param>
/// <param name="MayPrice">The person may know what it costs.</param>
public sealed record SessionLine(Session Session, string StationName, Site? Site, TimeZoneInfo? Zone, bool MayKnow, string? Driver, EvState? State, bool MayPrice = false)
{
    /// <summary>What it costs, so far while it runs; null: it is not priced, or the person may not know.</summary>
    public SessionCost? Cost => MayPrice ? Session.Cost : null;

    /// <summary>State on screen of a running session.</summary>
    public static EvState? StateOf(Session session, StationState? station)
    {
        if (!session.IsActive) return null;
        if (station?.Evse(session.EvseId) is { } evse && station.Sessions.Running(session.EvseId)?.Id == session.Id) return station.ConditionOf(evse).OnScreen();
        return session.ChargingState switch
        {
            ChargingState.Charging => EvState.Charging,
            ChargingState.SuspendedEV => EvState.SuspendedEv,
            ChargingState.SuspendedEVSE => EvState.SuspendedEvse,
            _ => EvState.Preparing,
        };
    }
}
