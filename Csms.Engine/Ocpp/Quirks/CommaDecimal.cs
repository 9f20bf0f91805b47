using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// Decimal comma in a sampled value (<c>"12,5"</c>): firmware that prints with the locale of the maker. Only one comma and no point,
/// which no thousands separator leaves behind unless it is followed by exactly three digits: those are left alone.
/// </summary>
internal sealed class CommaDecimal : IPayloadQuirk
{
    public FrameNote Note => FrameNote.CommaDecimal;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("OCPP 1.6 edition 2, 7.43: value is text, its form is left open")];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.WrongType && SamplePath.TryParse(violation.Path) is { Member: "value" };

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        var asNumber = Mending.FieldAt(schema, violation.Path)?.Kind == WireKind.Number;
        var found = new List<(JsonObject Sample, string Text, decimal Number)>();
        var certain = false;
        foreach (var (_, sample) in mending.Samples())
        {
            if (sample["value"] is JsonValue value && value.TryGetValue<string>(out var text)
                && text.Count(c => c == ',') == 1 && !text.Contains('.', StringComparison.Ordinal)
                && decimal.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                found.Add((sample, text, number));
                certain |= text.Length - text.IndexOf(',', StringComparison.Ordinal) - 1 != 3;
            }
        }

        // 1,234 alone could be either; beside 12,5 the station's habit is known.
        if (!certain)
        {
            return false;
        }

        foreach (var (sample, text, number) in found)
        {
            sample["value"] = asNumber ? number : text.Replace(',', '.');
        }

        return true;
    }
}
