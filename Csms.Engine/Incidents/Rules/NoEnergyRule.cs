using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Engine.Incidents.Rules;

/// <summary>
/// A session says that it charges, meter values come, and the register stands still. Without meter values nothing is known: some stations
/// send none.
/// </summary>
internal sealed class NoEnergyRule : IStationRule
{
    /// <summary>With more power than this the register will follow, W.</summary>
    private const double FlowingW = 200;

    public IncidentRule Rule => IncidentRule.NoEnergy;

    public void Judge(StationView view, Findings found)
    {
        foreach (var session in view.State.Sessions.Sessions)
        {
            if (session is not { IsActive: true, ChargingState: ChargingState.Charging, EvseId: > 0 })
            {
                continue;
            }

            var subject = IncidentSubject.OfStation(view.State.Id.Value, session.EvseId);
            if (!view.IsOnline || view.History.EnergyOf(session.Id) is not { } mark)
            {
                found.Leave(Rule, subject);
            }
            else if (view.Now - mark.Since < TimeSpan.FromMinutes(view.Options.NoEnergyMinutes))
            {
                if (!view.HasWatched(TimeSpan.FromMinutes(view.Options.NoEnergyMinutes)))
                {
                    found.Leave(Rule, subject);
                }
            }
            else if (session.Live is { } live && session.LastHeardAt > mark.Since && !(live.PowerW >= FlowingW))
            {
                Add(view, session, mark, found);
            }
        }
    }

    private void Add(StationView view, Session session, EnergyMark mark, Findings found) => found.Add(view.Found(
        Rule,
        mark.Since,
        mark.Since,
        new IncidentDetail { Minutes = view.Options.NoEnergyMinutes },
        new IncidentEvidence(EvidenceKind.Session, view.State.Id.Value, session.Id.Value.ToString(CultureInfo.InvariantCulture), mark.Since),
        session.EvseId));
}
