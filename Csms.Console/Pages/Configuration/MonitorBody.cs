using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Pages.Configuration;

/// <summary>The body of SetVariableMonitoring for one monitor. Pure.</summary>
internal static class MonitorBody
{
    public static JsonObject Of(VariableAddress address, string type, double value, int severity, bool transaction, bool asStream = false, int? interval = null, int? values = null)
    {
        var item = ConfigurationTemplate.Question([address])["getVariableData"]![0]!.DeepClone().AsObject();
        item["transaction"] = transaction;
        item["value"] = value;
        item["type"] = type;
        item["severity"] = severity;
        if (asStream)
        {
            var terms = new JsonObject();
            if (interval is { } seconds) terms["interval"] = seconds;
            if (values is { } many) terms["values"] = many;
            item["periodicEventStream"] = terms;
        }

        return new JsonObject { ["setMonitoringData"] = new JsonArray(item) };
    }
}
