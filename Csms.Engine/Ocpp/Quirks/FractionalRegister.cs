using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// meterStart or meterStop of 1.6 with decimals, where the standard wants whole Wh. It may be a fraction of a Wh or kWh under the wrong name, and which one is
/// money: the register is taken as not given, the samples count, and the session is flagged.
/// </summary>
internal sealed class FractionalRegister : IPayloadQuirk
{
    public FrameNote Note => FrameNote.FractionalRegister;

    public string? SessionFlag => "StopMeterMissing";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Change("shiv3/ocpp-cp-simulator", 83)];

    public bool Applies(string action, WireViolation violation) =>
        violation is { Kind: WireViolationKind.WrongType, Path: "meterStart" or "meterStop" } && action is "StartTransaction" or "StopTransaction";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload[violation.Path] is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return false;
        }

        mending.Payload[violation.Path] = Mending.NoRegister;
        return true;
    }
}
