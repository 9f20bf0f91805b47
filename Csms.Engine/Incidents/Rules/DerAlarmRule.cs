using Csms.Engine.Monitoring;

namespace Csms.Engine.Incidents.Rules;

/// <summary>A station reports a fault of the grid (2.1 part 2, block R, NotifyDERAlarm); over with alarmEnded, or when nobody will tell that any more. What an unconnected station said last is not taken for true.</summary>
internal sealed class DerAlarmRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.DerAlarm;

    public void Judge(StationView view, Findings found)
    {
        if (!view.IsOnline && view.Alerts.Count > 0) found.Leave(Rule, view.Subject); // the one that sums up
        foreach (var alert in view.Alerts)
        {
            if (alert.Kind != AlertKind.Der || view.IsQuiet(alert)) continue;
            var name = alert.Value is { } fault ? $"{alert.Name}/{fault}" : alert.Name;
            if (view.IsOnline) found.Add(view.Found(Rule, alert.Since, alert.LastAt, AlertRule.DetailOf(alert), view.FramesAt(alert.LastAt), null, name));
            else found.Leave(Rule, IncidentSubject.OfStation(view.State.Id.Value, null, name));
        }
    }
}
