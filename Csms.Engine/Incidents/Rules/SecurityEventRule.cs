namespace Csms.Engine.Incidents.Rules;

/// <summary>A critical security event that is no part of the ordinary run of a station (2.x Part 2, appendix "Security Events"); over when none came for a while.</summary>
internal sealed class SecurityEventRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.SecurityEvent;

    public void Judge(StationView view, Findings found) =>
        Windowed.Judge(view, found, Rule, view.History.Alarms, 1, view.Options.SecurityEventMinutes, new IncidentDetail { Code = view.History.AlarmType });
}
