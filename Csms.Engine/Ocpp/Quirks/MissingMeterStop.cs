using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// StopTransaction of 1.6 without meterStop, or with null: stations that lost their meter or their power at the end. The stop is a
/// fact all the same; the register is taken as not given.
/// </summary>
internal sealed class MissingMeterStop : IPayloadQuirk
{
    public FrameNote Note => FrameNote.MissingMeterStop;

    public string? SessionFlag => "StopMeterMissing";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("matth-x/MicroOcpp", 174)];

    public bool Applies(string action, WireViolation violation) =>
        action == "StopTransaction" && violation is { Path: "meterStop", Kind: WireViolationKind.MissingField or WireViolationKind.WrongType };

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload["meterStop"] is not null)
        {
            return false;
        }

        mending.Payload["meterStop"] = Mending.NoRegister;
        return true;
    }
}
