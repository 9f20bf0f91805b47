using System.Text;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A sample whose measurand, unit, phase, context, location or format no version knows, or whose value is no number: makers measure
/// more than the standard names. It is kept as written beside the others, which would be lost if the message were refused.
/// </summary>
internal sealed class UnknownSample : IPayloadQuirk
{
    public FrameNote Note => FrameNote.UnknownSample;

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lbbrhzn/ocpp", 361, "Alfen Eve Pro"), QuirkEvidence.Issue("mobilityhouse/ocpp", 733)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind is WireViolationKind.NotInEnum or WireViolationKind.WrongType && SamplePath.TryParse(violation.Path) is { Member.Length: > 0 };

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (violation.Kind == WireViolationKind.WrongType)
        {
            // What is no number, or not in a unit of its measurand, is found by the translation; it also keeps it.
var news = !mending.KeepsUnusableSamples && SamplePath.TryParse(violation.Path) is { Member: "value" or "unit" or "unitOfMeasure" };
            mending.KeepsUnusableSamples |= news;
            return news;
        }

        var mended = false;
        var array = SamplePath.TryParse(violation.Path)!.Array;
        var type = schema.Field(array)?.Shape.Nested?.Field("sampledValue")?.Shape.Nested;
        foreach (var (place, sample) in mending.Samples().ToList())
        {
            if (type?.Check(Encoding.UTF8.GetBytes(sample.ToJsonString()), out _) is { Kind: WireViolationKind.NotInEnum })
            {
                mending.SetAside(place, ContextOf(sample), Written(sample));
                mended = true;
            }
        }

        return mended;
    }

    // No context is Sample.Periodic; one that no version knows is another.
    private static SampleContext ContextOf(JsonObject sample) => Text(sample, "context") switch
    {
        null => SampleContext.SamplePeriodic,
        var word => EnumName.Find<SampleContext>(word.Replace(".", "", StringComparison.Ordinal)) ?? SampleContext.Other,
    };

    private static RawSample Written(JsonObject sample) => new(
        Text(sample, "measurand") ?? Measurand.EnergyActiveImportRegister.Word(),
        Text(sample, "phase"),
        Text(sample, "unit") ?? (sample["unitOfMeasure"] is JsonObject unit ? Text(unit, "unit") : null),
        Text(sample, "value") ?? "");

    private static string? Text(JsonObject owner, string member) => owner[member] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };
}
