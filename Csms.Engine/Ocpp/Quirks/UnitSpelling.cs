using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// Units that the schema of 1.6 lacks or spells differently. Frequency has no unit there at all, so stations send <c>Hertz</c> or
/// <c>Hz</c>; <c>%</c>, <c>°C</c> and <c>C</c> come from firmware written against 1.5.
/// </summary>
internal sealed class UnitSpelling : IPayloadQuirk
{
    private static readonly Dictionary<string, (string? Measurand, string? Unit)> Spellings = new(StringComparer.OrdinalIgnoreCase)
    {
        // Without a unit the value is in the measurand's own, which for Frequency is Hz and for RPM revolutions a minute.
        ["Hertz"] = ("Frequency", null),
        ["Hz"] = ("Frequency", null),
        ["RPM"] = ("RPM", null),
        ["%"] = (null, "Percent"),
        ["°C"] = ("Temperature", "Celsius"),
        ["C"] = ("Temperature", "Celsius"),
    };

    public FrameNote Note => FrameNote.UnitSpelling;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lbbrhzn/ocpp", 1969), QuirkEvidence.Change("mobilityhouse/ocpp", 70, "Viridian"), QuirkEvidence.Change("OpenEVSE/openevse_esp32_firmware", 726, "OpenEVSE")];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.NotInEnum && SamplePath.TryParse(violation.Path) is { Member: "unit" };

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        var mended = false;
        foreach (var (_, sample) in mending.Samples())
        {
            if (Text(sample, "unit") is { } unit
                && Spellings.TryGetValue(unit, out var meant)
                && (meant.Measurand is null || Text(sample, "measurand") == meant.Measurand))
            {
                sample.Remove("unit");
                if (meant.Unit is not null)
                {
                    sample["unit"] = meant.Unit;
                }

                mended = true;
            }
        }

        return mended;
    }

    private static string? Text(JsonObject sample, string member) =>
        sample[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
