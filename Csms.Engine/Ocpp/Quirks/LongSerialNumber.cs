using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A serial number longer than the standard allows. It is shown cut to that length; the message log has the whole. Vendor and model stay strict: stations are
/// grouped by them.
/// </summary>
internal sealed class LongSerialNumber : IPayloadQuirk
{
    public FrameNote Note => FrameNote.LongSerialNumber;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lbbrhzn/ocpp", 1622, "Schneider EVlink"), QuirkEvidence.Issue("mobilityhouse/ocpp", 128, "Schneider EVlink")];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.TooLong && action == "BootNotification"
        && violation.Path is "chargePointSerialNumber" or "chargeBoxSerialNumber" or "meterSerialNumber" or "chargingStation.serialNumber";

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (Mending.FieldAt(schema, violation.Path)?.Shape.MaxLength is not { } most || mending.Find(violation.Path) is not { } found
            || found.Owner[found.Member] is not JsonValue value || !value.TryGetValue<string>(out var text))
        {
            return false;
        }

        found.Owner[found.Member] = string.Concat(text.EnumerateRunes().Take(most).Select(rune => rune.ToString()));
        return true;
    }
}
