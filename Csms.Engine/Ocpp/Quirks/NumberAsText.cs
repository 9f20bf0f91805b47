using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// Numbers of EVSE, connector and reservation and the register of start and stop as text of digits (<c>"connectorId":"1"</c>): scripts and small gateways. The
/// digits are exact. Sequence numbers stay refused, since what is repeated is known by them.
/// </summary>
internal sealed class NumberAsText : IPayloadQuirk
{
    public FrameNote Note => FrameNote.NumberAsText;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Change("kubarskii/OCPP-J-CP-Simulator", 5)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.WrongType
        && violation.Path is "connectorId" or "evseId" or "meterStart" or "meterStop" or "reservationId"
        && action is "StartTransaction" or "StopTransaction" or "MeterValues" or "StatusNotification";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Payload[violation.Path] is not JsonValue value || !value.TryGetValue<string>(out var text)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        mending.Payload[violation.Path] = number;
        return true;
    }
}
