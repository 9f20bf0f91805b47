using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// An object where the standard wants a list of them (meterValue, sampledValue): the list of one is meant.
/// </summary>
internal sealed class SingleReading : IPayloadQuirk
{
    public FrameNote Note => FrameNote.SingleReading;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lbbrhzn/ocpp", 1144, "Huawei")];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.WrongType
        && (violation.Path is "meterValue" or "transactionData" || violation.Path.EndsWith("].sampledValue", StringComparison.Ordinal));

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (Mending.FieldAt(schema, violation.Path)?.Kind != WireKind.Array || mending.Find(violation.Path) is not { } found || found.Owner[found.Member] is not JsonObject single)
        {
            return false;
        }

        found.Owner.Remove(found.Member);
        found.Owner[found.Member] = new JsonArray(single);
        return true;
    }
}
