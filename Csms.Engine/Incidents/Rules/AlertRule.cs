using Csms.Engine.Monitoring;

namespace Csms.Engine.Incidents.Rules;

/// <summary>
/// A station reports a monitored variable as an alert that is grave enough (2.1 part 2, N07), or that a component has a problem. One incident a variable: of
/// several monitors the gravest tells. Ends when the station says so, its value is back, or nobody will say so any more. What an unconnected station said last is
/// not taken for true.
/// </summary>
internal sealed class AlertRule : IStationRule
{
    public IncidentRule Rule => IncidentRule.Alert;

    public void Judge(StationView view, Findings found)
    {
        if (!view.IsOnline && view.Alerts.Count > 0) found.Leave(Rule, view.Subject); // the one that sums up
        foreach (var alert in view.Alerts.Where(alert => IsGrave(alert, view)).GroupBy(alert => (alert.EvseId, alert.Name)).Select(same => same.MinBy(alert => alert.Severity ?? StationAlert.UnknownSeverity)!))
        {
            if (view.IsOnline) found.Add(view.Found(Rule, alert.Since, alert.LastAt, DetailOf(alert), view.FramesAt(alert.LastAt), alert.EvseId, alert.Name));
            else found.Leave(Rule, IncidentSubject.OfStation(view.State.Id.Value, alert.EvseId, alert.Name));
        }
    }

    /// <summary>The figures of an alert.</summary>
    public static IncidentDetail DetailOf(StationAlert alert)
    {
        var text = string.Join(" · ", new[] { alert.TechCode, alert.TechInfo }.Where(part => !string.IsNullOrWhiteSpace(part)));
        return new IncidentDetail { Code = alert.Name, Value = alert.Value, Level = alert.Severity, Text = text.Length == 0 ? null : text, VendorCode = alert.TechCode };
    }

    private static bool IsGrave(StationAlert alert, StationView view) => alert.Kind == AlertKind.Event
        && (alert.IsProblem || (alert.Severity ?? StationAlert.UnknownSeverity) <= view.Options.AlertSeverity)
        && !view.IsQuiet(alert);
}
