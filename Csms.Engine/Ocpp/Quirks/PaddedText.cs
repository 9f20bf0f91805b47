using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// White space around a number or an enumeration word (<c>" 12.5"</c>, <c>"Available "</c>): firmware that formats with fixed widths,
/// seen with meters read over Modbus. The text within is exact.
/// </summary>
internal sealed class PaddedText : IPayloadQuirk
{
    public FrameNote Note => FrameNote.PaddedText;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("OCPP 1.6 edition 2, 7: words of enumerations are exact")];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.NotInEnum
        || (violation.Kind == WireViolationKind.WrongType && (violation.Path == "transactionId" || SamplePath.TryParse(violation.Path) is { Member: "value" }));

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (SamplePath.TryParse(violation.Path) is not { } place)
        {
            return mending.Find(violation.Path) is { } found && Trim(found.Owner, found.Member);
        }

        var mended = false;
        foreach (var (_, sample) in mending.Samples())
        {
            mended |= Trim(sample, place.Member);
        }

        return mended;
    }

    private static bool Trim(JsonObject owner, string member)
    {
        if (owner[member] is not JsonValue value || !value.TryGetValue<string>(out var text) || text.AsSpan().Trim().Length == text.Length)
        {
            return false;
        }

        owner[member] = text.Trim();
        return true;
    }
}
