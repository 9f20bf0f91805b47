using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Pages.Configuration;

/// <summary>The body of SetVariableMonitoring for one monitor. Pure.</summary>
internal static class MonitorBody
{
    public static JsonObject Of(VariableAddress address, string type, double value, int severity, bool transaction)
    {
        var item = ConfigurationTemplate.Question([address])["getVariableData"]![0]!.DeepClone().AsObject();
        item["transaction"] = transaction;
        item["value"] = value;
        item["type"] = type;
        item["severity"] = severity;
        return new JsonObject { ["setMonitoringData"] = new JsonArray(item) };
    }
}
