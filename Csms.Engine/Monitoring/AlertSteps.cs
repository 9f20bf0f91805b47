using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations.Configuration;

namespace Csms.Engine.Monitoring;

/// <summary>
/// Which alerts of a station hold (2.1 part 2, N07): one is told with the trigger Alerting, or by a variable Problem that is true, and ends with
/// <c>cleared</c>, with the value back within its threshold, with Problem false, or with its monitor. Pure; the same back when nothing changes.
/// </summary>
internal static class AlertSteps
{
    /// <summary>Most alerts of a station that are remembered; past that the least grave goes.</summary>
    public const int MostAlerts = 64;

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);

    /// <summary>The severity of an event: as told, else that of its monitor.</summary>
    public static int? SeverityOf(StationMonitoring known, DeviceEvent told) =>
        told.Severity ?? (told.MonitorId is { } monitor ? known.Monitors.GetValueOrDefault(monitor)?.Severity : null);

    /// <summary>The variable of an event.</summary>
    public static VariableAddress AddressOf(DeviceEvent told) => new(told.Component, told.Variable, told.ComponentInstance, told.EvseId, told.ConnectorId, told.VariableInstance);

    /// <summary>A station has told of its variables.</summary>
    /// <param name="before">What is known.</param>
    /// <param name="events">In the message's order.</param>
    /// <param name="bootedAt">Its last boot: what it told before that and tells again begins anew.</param>
    /// <param name="now">When it came.</param>
    public static StationMonitoring Told(StationMonitoring before, IReadOnlyList<DeviceEvent> events, DateTimeOffset? bootedAt, DateTimeOffset now)
    {
        var alerts = before.Alerts;
        foreach (var told in events)
        {
            // The lock of a connector is part of the connector's own state.
            if (told.EvseId is not null && told.Is("ConnectorPlugRetentionLock", "Problem")) continue;
            var name = AddressOf(told).ToString();
            var isProblem = told.Variable.Equals("Problem", StringComparison.OrdinalIgnoreCase);
            if (told.Cleared || (isProblem && !IsTrue(told.Value)))
            {
                alerts = alerts.RemoveAll(alert => (alert.Is(AlertKind.Event, name, told.MonitorId) || (isProblem && alert.Is(AlertKind.Event, name, alert.MonitorId))));
            }
            else if (isProblem || told.Trigger == "Alerting")
            {
                alerts = With(alerts, new StationAlert
                {
                    Name = name, EvseId = told.EvseId, Value = told.Value, Severity = SeverityOf(before, told), TechCode = told.TechCode, TechInfo = told.TechInfo, MonitorId = told.MonitorId,
                    IsProblem = isProblem, Since = now, LastAt = now,
                }, bootedAt);
            }

            alerts = alerts.RemoveAll(alert => alert.MonitorId != told.MonitorId && alert.Is(AlertKind.Event, name, alert.MonitorId) && IsBack(before, alert, told.Value)
                || (told.Trigger != "Alerting" && alert.Is(AlertKind.Event, name, told.MonitorId) && IsBack(before, alert, told.Value)));
        }

        return Next(before, alerts, now);
    }

    /// <summary>A fault of the grid has begun or ended.</summary>
    public static StationMonitoring Told(StationMonitoring before, DerAlarmReported told, DateTimeOffset? bootedAt, DateTimeOffset now) => Next(
        before,
        told.IsOver
            ? before.Alerts.RemoveAll(alert => alert.Is(AlertKind.Der, told.ControlType, null))
            : With(before.Alerts, new StationAlert { Kind = AlertKind.Der, Name = told.ControlType, Value = told.Fault, TechInfo = told.Info, Since = now, LastAt = now }, bootedAt),
        now);

    /// <summary>
    /// Alerts of monitors that were not known yet: a station tells what is passed already right behind its answer, and the alert may be read before the
    /// answer is.
    /// </summary>
    public static StationMonitoring Graded(StationMonitoring known) => known.Alerts.Exists(IsOpen)
        ? known with { Alerts = known.Alerts.ConvertAll(alert => IsOpen(alert) && known.Monitors.GetValueOrDefault(alert.MonitorId!.Value) is { } monitor ? alert with { Severity = monitor.Severity } : alert) }
        : known;

    private static bool IsOpen(StationAlert alert) => alert is { Severity: null, MonitorId: not null };

    private static ImmutableList<StationAlert> With(ImmutableList<StationAlert> alerts, StationAlert told, DateTimeOffset? bootedAt)
    {
        var place = alerts.FindIndex(alert => alert.Is(told.Kind, told.Name, told.MonitorId));
        if (place >= 0)
        {
            var before = alerts[place];
            return alerts.SetItem(place, told with { Name = before.Name, Since = before.LastAt < bootedAt ? told.Since : before.Since });
        }

        alerts = alerts.Add(told);
        return alerts.Count <= MostAlerts ? alerts : alerts.Remove(alerts.MaxBy(alert => alert.IsProblem ? -1 : alert.Severity ?? 10)!);
    }

    /// <summary>The value is within the threshold of the alert's monitor again.</summary>
    private static bool IsBack(StationMonitoring known, StationAlert alert, string value) =>
        alert.MonitorId is { } id && known.Monitors.GetValueOrDefault(id) is { } monitor && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        && monitor.Type switch { "UpperThreshold" => number <= monitor.Value, "LowerThreshold" => number >= monitor.Value, _ => false };

    private static bool IsTrue(string value) => value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static StationMonitoring Next(StationMonitoring before, ImmutableList<StationAlert> alerts, DateTimeOffset now)
    {
        if (ReferenceEquals(alerts, before.Alerts)) return before;
        return before with { Alerts = alerts.RemoveAll(alert => alert.HasNoEnd && now - alert.LastAt > Forgotten), Revision = before.Revision + 1 };
    }
}
