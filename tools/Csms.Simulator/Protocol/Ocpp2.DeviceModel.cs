using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Variables, reports and monitors of 2.x.</summary>
internal abstract partial class Ocpp2
{
    private const int ReportPartSize = 15;
    private readonly SortedDictionary<int, JsonObject> _monitors = [];
    private int _events;

    private void RegisterDeviceModel()
    {
        On("GetVariables", p => Answer.Of(new JsonObject { ["getVariableResult"] = Json.Array(p.List("getVariableData").Select(d => (JsonNode)Get(d))) }));
        On("SetVariables", p => Answer.Of(new JsonObject { ["setVariableResult"] = Json.Array(p.List("setVariableData").Select(d => (JsonNode)Set(d))) }));
        On("GetBaseReport", GetBaseReport);
        On("GetReport", GetReport);
        On("SetMonitoringBase", p =>
        {
            if (p.Str("monitoringBase") != "All")
            {
                foreach (var id in _monitors.Keys.ToArray()) ClearMonitor(id);
            }
            return Answer.Status("Accepted");
        });
        On("SetMonitoringLevel", p => Answer.Status(p.Int("severity") is >= 0 and <= 9 ? "Accepted" : "Rejected"));
        On("SetVariableMonitoring", p =>
        {
            var results = p.List("setMonitoringData").Select(SetMonitor).ToArray();
            return Answer.Of(new JsonObject { ["setMonitoringResult"] = Json.Array(results) }, () =>
            {
                TellAlerts(results);
                MonitorsSet(results);
            });
        });
        On("ClearVariableMonitoring", p => Answer.Of(new JsonObject
        {
            ["clearMonitoringResult"] = Json.Array((p["id"] as JsonArray ?? []).Select(n => n!.GetValue<int>()).Select(id =>
                (JsonNode)new JsonObject { ["id"] = id, ["status"] = ClearMonitor(id) ? "Accepted" : "NotFound" })),
        }));
        On("GetMonitoringReport", GetMonitoringReport);
    }

    private JsonObject Get(JsonObject data)
    {
        var type = data.Str("attributeType") ?? "Actual";
        var (found, status) = Model.Find(data.Obj("component"), data.Obj("variable"));
        if (found is not null && type != "Actual") status = "NotSupportedAttributeType";
        else if (found is { Mutability: "WriteOnly" }) status = "Rejected";
        return new JsonObject { ["attributeStatus"] = status }
            .With("attributeType", data.Str("attributeType"))
            .With("attributeValue", status == "Accepted" ? found!.Get() : null)
            .With("component", data.Obj("component")?.DeepClone())
            .With("variable", data.Obj("variable")?.DeepClone());
    }

    private JsonObject Set(JsonObject data)
    {
        var type = data.Str("attributeType") ?? "Actual";
        var (found, status) = Model.Find(data.Obj("component"), data.Obj("variable"));
        if (found is not null)
        {
            status = type != "Actual" ? "NotSupportedAttributeType" : found.Set is { } set ? set(data.Str("attributeValue") ?? "") : "Rejected";
        }
        return new JsonObject { ["attributeStatus"] = status }
            .With("attributeType", data.Str("attributeType"))
            .With("component", data.Obj("component")?.DeepClone())
            .With("variable", data.Obj("variable")?.DeepClone());
    }

    private Answer GetBaseReport(JsonObject payload)
    {
        IEnumerable<DeviceModel.Variable>? wanted = payload.Str("reportBase") switch
        {
            "FullInventory" => Model.All,
            "ConfigurationInventory" => Model.All.Where(v => v.Set is not null),
            "SummaryInventory" => Model.All.Where(v => v.Name is "AvailabilityState" or "Model" or "FirmwareVersion"),
            _ => null,
        };
        if (wanted is null) return Answer.Status("NotSupported");
        var requestId = payload.Int("requestId") ?? 0;
        return Answer.Status("Accepted", () => Report(requestId, [.. wanted]));
    }

    private Answer GetReport(JsonObject payload)
    {
        var wanted = payload.List("componentVariable").ToArray();
        var criteria = (payload["componentCriteria"] as JsonArray)?.Select(c => c?.ToString()).ToArray() ?? [];
        IEnumerable<DeviceModel.Variable> found = Model.All;
        if (wanted.Length > 0)
        {
            found = found.Where(v => wanted.Any(w =>
                string.Equals(v.Component, w.Obj("component")?.Str("name"), StringComparison.OrdinalIgnoreCase)
                && (w.Obj("component")?.Obj("evse") is not { } evse || (evse.Int("id") == v.EvseId && (evse.Int("connectorId") is not { } connector || connector == v.ConnectorId)))
                && (w.Obj("variable") is not { } variable || string.Equals(v.Name, variable.Str("name"), StringComparison.OrdinalIgnoreCase))));
        }
        // Every simulated component is available and enabled; only a fault makes one a problem.
        if (criteria.Length > 0 && !criteria.Any(c => c is "Active" or "Available" or "Enabled"))
        {
            found = found.Where(v => v.EvseId is { } id && Station.FindEvse(id)?.Fault is not null);
        }
        var report = found.ToArray();
        var requestId = payload.Int("requestId") ?? 0;
        return report.Length == 0 ? Answer.Status("EmptyResultSet") : Answer.Status("Accepted", () => Report(requestId, report));
    }

    private void Report(int requestId, DeviceModel.Variable[] variables)
    {
        var parts = variables.Chunk(ReportPartSize).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            Send("NotifyReport", new JsonObject
            {
                ["requestId"] = requestId,
                ["generatedAt"] = Now,
                ["reportData"] = Json.Array(parts[i].Select(v => (JsonNode)v.Report())),
                ["tbc"] = i < parts.Length - 1,
                ["seqNo"] = i,
            }, isEarly: true);
        }
    }

    private JsonObject SetMonitor(JsonObject data)
    {
        var (found, status) = Model.Find(data.Obj("component"), data.Obj("variable"));
        int? id = null;
        if (found is not null)
        {
            if (found.MaxLimit is null)
            {
                status = "UnsupportedMonitorType";
            }
            else
            {
                id = data.Int("id") ?? (_monitors.Count == 0 ? 1 : _monitors.Keys.Max() + 1);
                _monitors[id.Value] = (JsonObject)data.DeepClone();
            }
        }
        return new JsonObject().With("id", id).With("status", status).With("type", data.Str("type"))
            .With("component", data.Obj("component")?.DeepClone()).With("variable", data.Obj("variable")?.DeepClone()).With("severity", data.Int("severity"));
    }

    /// <summary>Monitors by their numbers, as they were set.</summary>
    protected IReadOnlyDictionary<int, JsonObject> Monitors => _monitors;

    /// <summary>Monitors that the station comes with.</summary>
    protected void AddMonitor(int id, JsonObject data) => _monitors[id] = data;

    /// <summary>The value that a monitor watches; null: there is none.</summary>
    protected string? Watched(int monitorId) =>
        _monitors.TryGetValue(monitorId, out var monitor) ? Model.Find(monitor.Obj("component"), monitor.Obj("variable")).Found?.Get() : null;

    /// <summary>Monitors were set, and the answer is out.</summary>
    protected virtual void MonitorsSet(IReadOnlyList<JsonObject> results)
    {
    }

    /// <summary>A monitor is gone.</summary>
    protected virtual void MonitorCleared(int id)
    {
    }

    private bool ClearMonitor(int id)
    {
        if (!_monitors.Remove(id)) return false;
        MonitorCleared(id);
        return true;
    }

    /// <summary>A threshold that is passed already when it is set alerts at once (N07).</summary>
    private void TellAlerts(IEnumerable<JsonObject> results)
    {
        foreach (var id in results.Where(result => result.Str("status") == "Accepted").Select(result => result.Int("id")).OfType<int>())
        {
            if (!_monitors.TryGetValue(id, out var monitor) || Model.Find(monitor.Obj("component"), monitor.Obj("variable")).Found is not { } variable) continue;
            var value = variable.Get();
            if (!double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var actual) || monitor["value"] is not { } limit) continue;
            if (monitor.Str("type") switch { "UpperThreshold" => actual <= limit.GetValue<double>(), "LowerThreshold" => actual >= limit.GetValue<double>(), _ => true }) continue;
            Send("NotifyEvent", Events(Event(id, value, monitor)));
        }
    }

    public override void LockProblem(Evse evse, bool isProblem) =>
        Send("NotifyEvent", Events(HardWired("ConnectorPlugRetentionLock", "Problem", "Alerting", isProblem ? "true" : "false", evse.Id, evse.ConnectorId).With("cleared", !isProblem)));

    private JsonObject Events(JsonObject told) => new() { ["generatedAt"] = Now, ["seqNo"] = 0, ["tbc"] = false, ["eventData"] = new JsonArray(told) };

    private JsonObject HardWired(string component, string variable, string trigger, string value, int evseId, int connectorId) => new()
    {
        ["eventId"] = ++_events,
        ["timestamp"] = Now,
        ["trigger"] = trigger,
        ["actualValue"] = value,
        ["eventNotificationType"] = "HardWiredNotification",
        ["component"] = new JsonObject { ["name"] = component, ["evse"] = new JsonObject { ["id"] = evseId, ["connectorId"] = connectorId } },
        ["variable"] = new JsonObject { ["name"] = variable },
    };

    private JsonObject Event(int monitorId, string value, JsonObject monitor) => new()
    {
        ["eventId"] = ++_events,
        ["timestamp"] = Now,
        ["trigger"] = "Alerting",
        ["actualValue"] = value,
        ["cleared"] = false,
        ["variableMonitoringId"] = monitorId,
        ["eventNotificationType"] = "CustomMonitor",
        ["component"] = monitor["component"]!.DeepClone(),
        ["variable"] = monitor["variable"]!.DeepClone(),
    };

    private Answer GetMonitoringReport(JsonObject payload)
    {
        if (_monitors.Count == 0) return Answer.Status("EmptyResultSet");
        var monitors = Json.Array(_monitors.Select(m => (JsonNode)new JsonObject
        {
            ["component"] = m.Value["component"]!.DeepClone(),
            ["variable"] = m.Value["variable"]!.DeepClone(),
            ["variableMonitoring"] = new JsonArray(Monitor(m.Key, m.Value)),
        }));
        var report = new JsonObject { ["monitor"] = monitors, ["requestId"] = payload.Int("requestId"), ["tbc"] = false, ["seqNo"] = 0, ["generatedAt"] = Now };
        return Answer.Status("Accepted", () => Send("NotifyMonitoringReport", report));
    }

    /// <summary>2.1 adds where the monitor comes from.</summary>
    protected virtual JsonObject Monitor(int id, JsonObject data) => new()
    {
        ["id"] = id,
        ["transaction"] = data.Bool("transaction") ?? false,
        ["value"] = data["value"]!.DeepClone(),
        ["type"] = data.Str("type"),
        ["severity"] = data.Int("severity"),
    };
}
