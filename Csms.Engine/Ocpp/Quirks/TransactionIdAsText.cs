using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// transactionId of 1.6 as a string of digits: firmware that keeps the id as text after a restart. Refusing it would cost the
/// StopTransaction of a session.
/// </summary>
internal sealed class TransactionIdAsText : IPayloadQuirk
{
    public FrameNote Note => FrameNote.TransactionIdAsText;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("OCPP 1.6 edition 2, 6.49: transactionId is an integer")];

    public bool Applies(string action, WireViolation violation) =>
        violation is { Kind: WireViolationKind.WrongType, Path: "transactionId" } && action is "MeterValues" or "StopTransaction";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload["transactionId"] is not JsonValue value || !value.TryGetValue<string>(out var text)
            || !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        mending.Payload["transactionId"] = id;
        return true;
    }
}
