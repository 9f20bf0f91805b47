namespace Csms.Engine.Incidents.Rules;

/// <summary>A security event at which a person should look (SecurityEventTypes says which and why); over when none came for a while.</summary>
internal sealed class SecurityEventRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.SecurityEvent;

    public void Judge(StationView view, Findings found) =>
        Windowed.Judge(view, found, Rule, view.History.Alarms, 1, view.Options.SecurityEventMinutes, new IncidentDetail { Code = view.History.AlarmType });
}
