using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A sampled value as JSON number in 1.6, where it is text, or as text in 2.x, where it is a number: stations whose firmware speaks
/// both. The digits are the same.
/// </summary>
internal sealed class SampleValueType : IPayloadQuirk
{
    public FrameNote Note => FrameNote.SampleValueType;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("OpenEVSE/openevse_esp32_firmware", 335, "OpenEVSE"), QuirkEvidence.Issue("lbbrhzn/ocpp", 210, "OpenEVSE"), QuirkEvidence.Issue("mobilityhouse/ocpp", 353)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.WrongType && SamplePath.TryParse(violation.Path) is { Member: "value" };

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        var wanted = Mending.FieldAt(schema, violation.Path)?.Kind;
        var mended = false;
        foreach (var (_, sample) in mending.Samples())
        {
            if (sample["value"] is not JsonValue value)
            {
                continue;
            }

            if (wanted == WireKind.String && value.GetValueKind() == JsonValueKind.Number)
            {
                sample["value"] = value.ToJsonString();
                mended = true;
            }
            else if (wanted == WireKind.Number && value.TryGetValue<string>(out var text)
                && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                sample["value"] = number;
                mended = true;
            }
        }

        return mended;
    }
}
