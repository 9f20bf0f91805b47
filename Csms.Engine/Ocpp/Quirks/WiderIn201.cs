using System.Text;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A number that 2.0.1 allows and 2.1 does not (numberOfPhasesUsed above 3, negative ids): 2.0.1 messages are read by the tables of
/// 2.1. An optional member of that kind is left out, since the station was right to send it by its own schema.
/// </summary>
internal sealed class WiderIn201 : IPayloadQuirk
{
    public FrameNote Note => FrameNote.WiderIn201;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("OCPP 2.0.1 and 2.1, Part 3: the schemas differ in their bounds")];

    public bool Applies(string action, WireViolation violation) => violation.Kind == WireViolationKind.OutOfRange;

    public bool Mend(WireViolation violation, WireType schema, Mending mending) =>
        Mending.FieldAt(schema, violation.Path) is { Required: false }
        && schema.Check(Encoding.UTF8.GetBytes(mending.Payload.ToJsonString()), out _) is null
        && mending.Find(violation.Path) is { } found
        && found.Owner.Remove(found.Member);
}
