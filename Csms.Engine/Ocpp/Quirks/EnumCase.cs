using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// Enumeration words in another case (<c>available</c>, <c>KWH</c>): several small makers print their own constants. Words of one
/// enumeration never differ by case alone, so the word meant is certain.
/// </summary>
internal sealed class EnumCase : IPayloadQuirk
{
    public FrameNote Note => FrameNote.EnumCase;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("dlm.energy, OCPP status notification error messages", "Bender charge controllers", new Uri("https://dlm.energy/hub-internal/de/APIs/OCPP-API/ocpp-errors"))];

    public bool Applies(string action, WireViolation violation) => violation.Kind == WireViolationKind.NotInEnum;

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (Mending.FieldAt(schema, violation.Path) is not { } field)
        {
            return false;
        }

        if (SamplePath.TryParse(violation.Path) is not { } place)
        {
            return mending.Find(violation.Path) is { } found && Respell(found.Owner, found.Member, field);
        }

        var mended = false;
        foreach (var (_, sample) in mending.Samples())
        {
            mended |= Respell(sample, place.Member, field);
        }

        return mended;
    }

    private static bool Respell(JsonObject owner, string member, WireField field)
    {
        if (owner[member] is not JsonValue value || !value.TryGetValue<string>(out var text)
            || field.Shape.Words.Contains(text)
            || field.Shape.Words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is not { } meant)
        {
            return false;
        }

        owner[member] = meant;
        return true;
    }
}
