using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// StopTransaction of 1.6 whose transactionId is null: the station started without an answer. It is taken like the ids 0 and -1, which were never issued:
/// the session is found by rule and flagged. A stop without the member at all stays refused.
/// </summary>
internal sealed class NullTransactionId : IPayloadQuirk
{
    public FrameNote Note => FrameNote.NullTransactionId;

    public string? SessionFlag => "TransactionIdUnknown";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("dallmann-consulting/OCPP.Core", 29)];

    public bool Applies(string action, WireViolation violation) =>
        violation is { Kind: WireViolationKind.WrongType, Path: "transactionId" } && action == "StopTransaction";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (!mending.Payload.TryGetPropertyValue("transactionId", out var id) || id is not null)
        {
            return false;
        }

        mending.Payload["transactionId"] = 0;
        return true;
    }
}
