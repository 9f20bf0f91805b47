using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Reports;

namespace Csms.Engine.Monitoring;

/// <summary>From what is known of a station's monitors to what is known next (2.1 part 2, N02 to N06). Pure; the same back when nothing changes.</summary>
internal static class MonitoringSteps
{
    /// <summary>Most monitors of a station that are remembered.</summary>
    public const int MostMonitors = 2_000;

    /// <summary>Origin of what is set from here.</summary>
    public const string Custom = "CustomMonitor";

    private const string Preconfigured = "PreconfiguredMonitor";

    /// <summary>Most reports of a station that are followed at once.</summary>
    private const int MostReports = 4;

    /// <summary>GetMonitoringReport is about to leave with a number that may have been used before: its parts may be here before its answer is.</summary>
    public static StationMonitoring Leaving(StationMonitoring before, int requestId) => Marked(before, requestId, true);

    /// <summary>The station has answered GetMonitoringReport; parts may have come before.</summary>
    public static StationMonitoring Asked(StationMonitoring before, int requestId, bool full, string status, DateTimeOffset now)
    {
        if (status is not ("Accepted" or "EmptyResultSet")) return Marked(before, requestId, false);
        var known = before.Reports.Find(each => each.RequestId == requestId);
        var report = known is { IsAskedAgain: false } && !(known.IsAnswered && known.IsOver(now)) ? known : new MonitorReport { RequestId = requestId, LastAt = now };
        return Followed(Anew(before, known, report), report with { AskedAt = now, IsAnswered = true, IsFull = full, IsEmpty = status == "EmptyResultSet" }, now);
    }

    /// <summary>A part of a report came: in any order, twice, or unasked.</summary>
    /// <param name="before">What is known.</param>
    /// <param name="part">The part.</param>
    /// <param name="tellsOrigin">Its origins count (2.1).</param>
    /// <param name="now">When it came.</param>
    public static StationMonitoring Told(StationMonitoring before, MonitorsReported part, bool tellsOrigin, DateTimeOffset now)
    {
        if (part.Number < 0) return before;
        var known = before.Reports.Find(each => each.RequestId == part.RequestId);
        var report = known?.Takes(now) == true ? known : new MonitorReport { RequestId = part.RequestId, AskedAt = now };
        var others = Anew(before, known, report);
        if (part.Number >= ReportParts.MostParts) return Next(before) with { Reports = With(others.Reports, report with { IsCut = true, LastAt = now }, now) };
        var isRepeat = report.Parts.Contains(part.Number);
        var monitors = before.Monitors.ToBuilder();
        var told = report.Told.ToBuilder();
        var cut = report.IsCut;
        foreach (var monitor in part.Monitors)
        {
            if (monitors.Count >= MostMonitors && !monitors.ContainsKey(monitor.Id))
            {
                cut = true;
                continue;
            }

            var address = new VariableAddress(monitor.Component, monitor.Variable, monitor.ComponentInstance, monitor.EvseId, monitor.ConnectorId, monitor.VariableInstance);
            var origin = tellsOrigin ? monitor.Origin : before.Monitors.GetValueOrDefault(monitor.Id)?.Origin;
            var said = new StationMonitor(monitor.Id, address, monitor.Type, monitor.Value, monitor.Severity, monitor.InTransaction, origin);
            isRepeat = isRepeat && monitors.GetValueOrDefault(monitor.Id) == said;
            monitors[monitor.Id] = said;
            told.Add(monitor.Id);
        }

        if (isRepeat) return before;
        report = report with { LastAt = now, IsCut = cut, Parts = report.Parts.Add(part.Number), Told = told.ToImmutable(), Last = part.MoreToCome ? report.Last : part.Number };
        return Followed(AlertSteps.Graded(others with { Monitors = monitors.ToImmutable() }), report, now);
    }

    /// <summary>The station has answered SetVariableMonitoring: what it accepted is in force.</summary>
    public static StationMonitoring Set(StationMonitoring before, JsonElement body, JsonObject response)
    {
        var wanted = (JsonNode.Parse(body.GetRawText())?["setMonitoringData"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var monitors = before.Monitors;
        var set = new List<int>();
        foreach (var item in (response["setMonitoringResult"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Word(item["status"]) != "Accepted" || Number(item["id"]) is not { } number || VariableAddress.Of(item) is not { } address || (monitors.Count >= MostMonitors && !monitors.ContainsKey((int)number))) continue;
            var asked = wanted.Find(each => VariableAddress.Of(each) is { } of && of.Equals(address) && Word(each["type"]) == Word(item["type"]) && Number(each["severity"]) == Number(item["severity"]))
                ?? wanted.Find(each => VariableAddress.Of(each) is { } of && of.Equals(address) && Word(each["type"]) == Word(item["type"]));
            if (asked is not null) wanted.Remove(asked);
            var id = (int)number;
            var monitor = new StationMonitor(
                id, address, Word(item["type"]) ?? "", Number(asked?["value"]) ?? monitors.GetValueOrDefault(id)?.Value ?? 0, (int)(Number(item["severity"]) ?? Number(asked?["severity"]) ?? 9),
                asked?["transaction"]?.GetValueKind() == JsonValueKind.True, Custom);
            monitors = monitors.SetItem(id, monitor);
            set.Add(id);
        }

        return ReferenceEquals(monitors, before.Monitors)
            ? before
            : AlertSteps.Graded(Next(before) with { Monitors = monitors, Reports = before.Reports.ConvertAll(report => report with { Told = report.Told.Union(set) }) });
    }

    /// <summary>The station has answered ClearVariableMonitoring: what it cleared, or does not know, is no more.</summary>
    public static StationMonitoring Cleared(StationMonitoring before, JsonObject response)
    {
        var gone = (response["clearMonitoringResult"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(item => Word(item["status"]) is "Accepted" or "NotFound").Select(item => Number(item["id"])).OfType<double>().Select(id => (int)id).ToHashSet();
        return Without(before, monitor => gone.Contains(monitor.Id), gone);
    }

    /// <summary>The station has accepted SetMonitoringBase: which of its monitors stay (2.1 part 2, MonitoringBaseEnumType).</summary>
    public static StationMonitoring Based(StationMonitoring before, string? word) => word switch
    {
        "FactoryDefault" => Without(before, monitor => monitor.Origin == Custom),
        "HardWiredOnly" => Without(before, monitor => monitor.Origin is Custom or Preconfigured),
        _ => before,
    };

    private static StationMonitoring Followed(StationMonitoring before, MonitorReport report, DateTimeOffset now)
    {
        var after = Next(before) with { Reports = With(before.Reports, report, now) };
        return report is { IsFull: true, IsCut: false, AreAllHere: true } ? Without(after, monitor => !report.Told.Contains(monitor.Id)) : after;
    }

    private static StationMonitoring Marked(StationMonitoring before, int requestId, bool isAskedAgain)
    {
        var place = before.Reports.FindIndex(each => each.RequestId == requestId);
        return place < 0 || before.Reports[place].IsAskedAgain == isAskedAgain
            ? before
            : Next(before) with { Reports = before.Reports.SetItem(place, before.Reports[place] with { IsAskedAgain = isAskedAgain }) };
    }

    /// <summary>One more report, or one in its place; what is over makes room first.</summary>
    private static ImmutableList<MonitorReport> With(ImmutableList<MonitorReport> reports, MonitorReport report, DateTimeOffset now)
    {
        var place = reports.FindIndex(each => each.RequestId == report.RequestId);
        if (place >= 0) return reports.SetItem(place, report);
        return (reports.Count < MostReports ? reports : reports.RemoveAt(Math.Max(0, reports.FindIndex(each => each.IsOver(now))))).Add(report);
    }

    /// <summary>Without a report in whose place another one with its number begins.</summary>
    private static StationMonitoring Anew(StationMonitoring before, MonitorReport? known, MonitorReport report) =>
        known is null || ReferenceEquals(known, report) ? before : before with { Reports = before.Reports.RemoveAll(each => ReferenceEquals(each, known)) };

    /// <summary>What nobody watches any more is no alert either.</summary>
    private static StationMonitoring Without(StationMonitoring before, Func<StationMonitor, bool> which, IReadOnlySet<int>? unknown = null)
    {
        var gone = before.Monitors.Values.Where(which).Select(monitor => monitor.Id).ToHashSet();
        if (unknown is not null) gone.UnionWith(unknown);
        var monitors = before.Monitors.RemoveRange(gone);
        var alerts = before.Alerts.RemoveAll(alert => alert.MonitorId is { } id && gone.Contains(id));
        return ReferenceEquals(monitors, before.Monitors) && ReferenceEquals(alerts, before.Alerts) ? before : Next(before) with { Monitors = monitors, Alerts = alerts };
    }

    private static StationMonitoring Next(StationMonitoring before) => before with { Revision = before.Revision + 1 };

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
