using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations.Configuration;

namespace Csms.Engine.Monitoring;

/// <summary>
/// Which alerts of a station hold (2.1 part 2, N07 and block R): one is told with the trigger Alerting, or by a variable Problem that is true, and ends with
/// <c>cleared</c>, with the value back within its threshold, with Problem false, or with its monitor. Pure; the same back when nothing changes, or nothing but
/// the time of a repeat that comes soon.
/// </summary>
internal static class AlertSteps
{
    /// <summary>Most alerts of a station that are remembered; past that one that is quiet makes room, or the least grave for a graver one; what is not graver is left out.</summary>
    public const int MostAlerts = 64;

    /// <summary>What is told again word for word within this time is the same telling: <see cref="StationAlert.LastAt"/> may be that much behind.</summary>
    public static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(2);
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

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
                alerts = Ended(before, alerts, told, name, isProblem);
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

        return Next(before, alerts, bootedAt, now);
    }

    /// <summary>A fault of the grid has begun or ended. A control may have several at once; an end that names none ends them all.</summary>
    public static StationMonitoring Told(StationMonitoring before, DerAlarmReported told, DateTimeOffset? bootedAt, DateTimeOffset now) => Next(
        before,
        told.IsOver
            ? before.Alerts.RemoveAll(alert => alert.Is(AlertKind.Der, told.ControlType, null) && (told.Fault is null || alert.Value is null || alert.Value == told.Fault))
            : With(before.Alerts, new StationAlert { Kind = AlertKind.Der, Name = told.ControlType, Value = told.Fault, TechInfo = told.Info, Since = now, LastAt = now }, bootedAt),
        bootedAt,
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
        var place = alerts.FindIndex(alert => alert.Is(told.Kind, told.Name, told.MonitorId) && (told.Kind != AlertKind.Der || alert.Value == told.Value));
        if (place >= 0)
        {
            var before = alerts[place];
            var isNew = before.LastAt < bootedAt;
            told = told with { Name = before.Name, Since = isNew ? told.Since : before.Since };
            return !isNew && told.LastAt - before.LastAt < Repeat && told with { LastAt = before.LastAt } == before ? alerts : alerts.SetItem(place, told);
        }

        if (alerts.Count < MostAlerts) return alerts.Add(told);
        bool IsQuiet(StationAlert alert) => alert.IsQuiet(bootedAt, told.LastAt, Quiet);
        var least = alerts.OrderByDescending(IsQuiet).ThenByDescending(Grade).ThenBy(alert => alert.LastAt).First();
        return IsQuiet(least) || Grade(told) < Grade(least) ? alerts.Remove(least).Add(told) : alerts;
    }

    /// <summary>How grave an alert is beside others: the less the graver.</summary>
    private static int Grade(StationAlert alert) => alert.IsProblem ? -1 : alert.Severity ?? StationAlert.UnknownSeverity;

    /// <summary>The station says that a variable is back. Where it leaves the monitor out, of several alerts those go that are not past their threshold any more.</summary>
    private static ImmutableList<StationAlert> Ended(StationMonitoring known, ImmutableList<StationAlert> alerts, DeviceEvent told, string name, bool isProblem)
    {
        if (!isProblem && (told.MonitorId is not null || alerts.Exists(alert => alert.Is(AlertKind.Event, name, null)))) return alerts.RemoveAll(alert => alert.Is(AlertKind.Event, name, told.MonitorId));
        var meant = alerts.FindAll(alert => alert.Is(AlertKind.Event, name, alert.MonitorId));
        if (!isProblem && meant.Count > 1) meant = meant.RemoveAll(alert => IsWithin(known, alert, told.Value) == false);
        return alerts.RemoveAll(meant.Contains);
    }

    /// <summary>The value is within the threshold of the alert's monitor again.</summary>
    private static bool IsBack(StationMonitoring known, StationAlert alert, string value) => IsWithin(known, alert, value) == true;

    /// <summary>Whether a value is within the threshold of an alert's monitor; null: there is no threshold, or no number.</summary>
    private static bool? IsWithin(StationMonitoring known, StationAlert alert, string value)
    {
        if (alert.MonitorId is not { } id || known.Monitors.GetValueOrDefault(id) is not { } monitor) return null;
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        return monitor.Type switch { "UpperThreshold" => number <= monitor.Value, "LowerThreshold" => number >= monitor.Value, _ => null };
    }

    private static bool IsTrue(string value) => value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static StationMonitoring Next(StationMonitoring before, ImmutableList<StationAlert> alerts, DateTimeOffset? bootedAt, DateTimeOffset now)
    {
        if (ReferenceEquals(alerts, before.Alerts)) return before;
        return before with { Alerts = alerts.RemoveAll(alert => alert.IsQuiet(bootedAt, now, Forgotten)), Revision = before.Revision + 1 };
    }
}
