namespace Csms.Engine.Incidents.Rules;

/// <summary>Sessions on an EVSE fail one after the other; one good session ends the row.</summary>
internal sealed class SessionsFailingRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.SessionsFailing;

    public void Judge(StationView view, Findings found)
    {
        foreach (var evse in view.State.Evses)
        {
            if (view.History.StreakOf(evse.Id) is not { } streak)
            {
                found.Leave(Rule, IncidentSubject.OfStation(view.State.Id.Value, evse.Id));
            }
            else if (streak.Failed >= view.Options.FailedSessions)
            {
                found.Add(view.Found(
                    Rule,
                    streak.Since,
                    streak.LastAt,
                    new IncidentDetail { Count = streak.Failed, Code = streak.StopReason },
                    new IncidentEvidence(EvidenceKind.Session, view.State.Id.Value, streak.LastSession, streak.LastAt),
                    evse.Id));
            }
            else if (streak.Failed > 0 && streak.IsPartial)
            {
                found.Leave(Rule, IncidentSubject.OfStation(view.State.Id.Value, evse.Id)); // no good session seen since the engine started
            }
        }
    }
}
