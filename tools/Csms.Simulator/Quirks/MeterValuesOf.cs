using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Quirks;

/// <summary>Finds the sampled values of a payload, wherever it carries them.</summary>
internal static class MeterValuesOf
{
    public static IEnumerable<JsonObject> Samples(JsonObject payload) =>
        payload.List("meterValue").Concat(payload.List("transactionData")).SelectMany(m => m.List("sampledValue"));
}
