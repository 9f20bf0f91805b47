using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// An errorCode of StatusNotification that 1.6 lacks (<c>"Error"</c>). The status is a fact all the same: the code is taken as OtherError, and the word
/// stays as vendorErrorCode where the station gave none.
/// </summary>
internal sealed class UnknownErrorCode : IPayloadQuirk
{
    public FrameNote Note => FrameNote.UnknownErrorCode;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lbbrhzn/ocpp", 1248, "Legrand Green'up")];

    public bool Applies(string action, WireViolation violation) =>
        violation is { Kind: WireViolationKind.NotInEnum, Path: "errorCode" } && action == "StatusNotification";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload["errorCode"] is not JsonValue value || !value.TryGetValue<string>(out var word) || string.IsNullOrWhiteSpace(word))
        {
            return false;
        }

        mending.Payload["errorCode"] = "OtherError";
        if (mending.Payload["vendorErrorCode"] is null && word.Length <= Longest)
        {
            mending.Payload["vendorErrorCode"] = word;
        }

        return true;
    }

    // vendorErrorCode is CiString50Type (1.6 6.47).
    private const int Longest = 50;
}
