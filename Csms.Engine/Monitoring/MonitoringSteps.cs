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

    /// <summary>The station has answered GetMonitoringReport; parts may have come before.</summary>
    public static StationMonitoring Asked(StationMonitoring before, int requestId, bool full, string status, DateTimeOffset now)
    {
        if (status is not ("Accepted" or "EmptyResultSet")) return before;
        var report = before.Report?.RequestId == requestId && !before.Report.IsOver(now) ? before.Report : new MonitorReport { RequestId = requestId, LastAt = now };
        return Followed(before, report with { AskedAt = now, IsFull = full, IsEmpty = status == "EmptyResultSet" });
    }

    /// <summary>A part of the report came: in any order, twice, or unasked.</summary>
    /// <param name="before">What is known.</param>
    /// <param name="part">The part.</param>
    /// <param name="tellsOrigin">Its origins count (2.1).</param>
    /// <param name="now">When it came.</param>
    public static StationMonitoring Told(StationMonitoring before, MonitorsReported part, bool tellsOrigin, DateTimeOffset now)
    {
        var report = before.Report?.RequestId == part.RequestId ? before.Report : new MonitorReport { RequestId = part.RequestId, AskedAt = now };
        if (part.Number < 0 || report.Parts.Contains(part.Number)) return before;
        if (part.Number >= ReportParts.MostParts) return Next(before) with { Report = report with { IsCut = true, LastAt = now } };
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
            monitors[monitor.Id] = new StationMonitor(monitor.Id, address, monitor.Type, monitor.Value, monitor.Severity, monitor.InTransaction, origin);
            told.Add(monitor.Id);
        }

        report = report with { LastAt = now, IsCut = cut, Parts = report.Parts.Add(part.Number), Told = told.ToImmutable(), Last = part.MoreToCome ? report.Last : part.Number };
        return Followed(AlertSteps.Graded(before with { Monitors = monitors.ToImmutable() }), report);
    }

    /// <summary>The station has answered SetVariableMonitoring: what it accepted is in force.</summary>
    public static StationMonitoring Set(StationMonitoring before, JsonElement body, JsonObject response)
    {
        var wanted = (JsonNode.Parse(body.GetRawText())?["setMonitoringData"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var monitors = before.Monitors;
        var told = before.Report?.Told ?? [];
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
            told = told.Add(id);
        }

        return ReferenceEquals(monitors, before.Monitors)
            ? before
            : AlertSteps.Graded(Next(before) with { Monitors = monitors, Report = before.Report is { } report ? report with { Told = told } : null });
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

    private static StationMonitoring Followed(StationMonitoring before, MonitorReport report)
    {
        var after = Next(before) with { Report = report };
        return report is { IsFull: true, IsCut: false, AreAllHere: true } ? Without(after, monitor => !report.Told.Contains(monitor.Id)) : after;
    }

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
