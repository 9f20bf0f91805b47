using System.Collections.Immutable;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Der;

/// <summary>What becomes of the controls of a station as a distributed energy resource (2.1 block R). Pure: values in, values out.</summary>
internal static class DerSteps
{
    /// <summary>The standard has 24 of a type in a message.</summary>
    private const int MostControls = 256;

    private const int MostEvents = 100;
    private const int MostReports = 4;
    private static readonly TimeSpan ReportPatience = TimeSpan.FromMinutes(10);

    /// <summary>The station accepted a control.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="control">The control.</param>
    /// <param name="superseded">Controls whose place it takes.</param>
    /// <param name="at">When.</param>
    public static StationCharging Set(StationCharging state, DerControl control, IReadOnlyCollection<string> superseded, DateTimeOffset at)
    {
        var controls = Superseded(state.Controls.RemoveAll(each => each.Control.Id == control.Id), superseded);
        return controls.Length >= MostControls ? state : state with { Controls = Sorted(controls.Add(new HeldControl { Control = control, Since = at })) };
    }

    /// <summary>The station removed what is meant, or has nothing of it.</summary>
    public static StationCharging Clear(StationCharging state, ControlCriteria criteria)
    {
        var left = state.Controls.RemoveAll(each => criteria.Match(each.Control));
        return left == state.Controls ? state : state with { Controls = left };
    }

    /// <summary>The station will report what is meant; parts may have come before.</summary>
    public static StationCharging Asked(StationCharging state, int requestId, ControlCriteria criteria, DateTimeOffset at)
    {
        var report = state.ControlReports.FirstOrDefault(each => each.RequestId == requestId) ?? new ControlReport { RequestId = requestId, Since = at };
        return Follow(state, report with { Asked = criteria }, at);
    }

    /// <summary>A part of a report: what it says counts before what we remember.</summary>
    public static StationCharging Told(StationCharging state, DerControlsReported part, DateTimeOffset at)
    {
        var report = state.ControlReports.FirstOrDefault(each => each.RequestId == part.RequestId) ?? new ControlReport { RequestId = part.RequestId, Since = at };
        foreach (var control in part.Controls)
        {
            var before = state.Controls.FirstOrDefault(each => each.Control.Id == control.Id);
            var held = before is null ? new HeldControl { Control = control, Since = at, ConfirmedAt = at } : before with { Control = control, ConfirmedAt = at };
            if (before is null && state.Controls.Length >= MostControls) continue;
            state = state with { Controls = before is null ? Sorted(state.Controls.Add(held)) : state.Controls.Replace(before, held) };
            report = report with { Told = report.Told.Add(control.Id) };
        }

        return Follow(state, report with { IsComplete = report.IsComplete || !part.MoreToCome }, at);
    }

    /// <summary>A control has begun or ended.</summary>
    public static StationCharging Ran(StationCharging state, DerStartStopReported told, DateTimeOffset at)
    {
        var controls = Superseded(state.Controls, told.Superseded);
        if (controls.FirstOrDefault(each => each.Control.Id == told.ControlId) is { } before) controls = controls.Replace(before, before with { IsRunning = told.IsStart });
        var superseded = told.Superseded.IsEmpty ? null : string.Join(", ", told.Superseded);
        return Noted(state with { Controls = controls }, new DerEvent(told.IsStart ? DerEventKind.Started : DerEventKind.Stopped, told.At, at, told.ControlId, null, superseded));
    }

    /// <summary>A grid fault has begun or ended.</summary>
    public static StationCharging Alarmed(StationCharging state, DerAlarmReported told, DateTimeOffset at) =>
        Noted(state, new DerEvent(told.IsOver ? DerEventKind.AlarmEnded : DerEventKind.Alarm, told.At, at, told.ControlType, told.Fault, told.Info));

    /// <summary>Grid faults that have begun and not ended.</summary>
    public static IEnumerable<DerEvent> Open(StationCharging state)
    {
        var seen = new HashSet<(string, string?)>();
        foreach (var each in state.Events)
        {
            // The newest word on a fault decides.
            if (each.Kind is DerEventKind.Alarm or DerEventKind.AlarmEnded && seen.Add((each.Subject, each.Fault)) && each.Kind == DerEventKind.Alarm) yield return each;
        }
    }

    // A repeat of the same message is one event.
    private static StationCharging Noted(StationCharging state, DerEvent happened) => state.Events.Any(each => each with { ReceivedAt = happened.ReceivedAt } == happened)
        ? state
        : state with { Events = state.Events.Length >= MostEvents ? state.Events.RemoveAt(MostEvents - 1).Insert(0, happened) : state.Events.Insert(0, happened) };

    private static ImmutableArray<HeldControl> Superseded(ImmutableArray<HeldControl> controls, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return controls;
        return [.. controls.Select(each => ids.Contains(each.Control.Id) ? each with { Control = each.Control with { IsSuperseded = true }, IsRunning = false } : each)];
    }

    private static StationCharging Follow(StationCharging state, ControlReport report, DateTimeOffset at)
    {
        var others = state.ControlReports.RemoveAll(each => each.RequestId == report.RequestId || at - each.Since > ReportPatience);
        if (report is { IsComplete: true, Asked: { } asked })
        {
            var left = state.Controls.RemoveAll(each => each.Since < report.Since && asked.Match(each.Control) && !report.Told.Contains(each.Control.Id));
            return state with { Controls = left, ControlReports = others };
        }

        return state with { ControlReports = (others.Length >= MostReports ? others.RemoveAt(0) : others).Add(report) };
    }

    private static ImmutableArray<HeldControl> Sorted(ImmutableArray<HeldControl> controls) => controls.Sort(static (one, other) => string.CompareOrdinal(one.Control.Id, other.Control.Id));
}
