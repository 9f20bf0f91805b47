using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A reading without a single sample in a TransactionEvent. It says nothing and is left out; refusing the event would cost the session. 1.6 allows it.
/// </summary>
internal sealed class EmptyReading : IPayloadQuirk
{
    public FrameNote Note => FrameNote.EmptyReading;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("evcc-io/evcc", 25708), QuirkEvidence.Issue("lbbrhzn/ocpp", 466)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.TooFew && action == "TransactionEvent" && violation.Path.EndsWith("].sampledValue", StringComparison.Ordinal);

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload["meterValue"] is not JsonArray readings)
        {
            return false;
        }

        var removed = readings.RemoveAll(reading => reading is JsonObject own && own["sampledValue"] is JsonArray { Count: 0 });
        if (readings.Count == 0)
        {
            mending.Payload.Remove("meterValue");
        }

        return removed > 0;
    }
}
