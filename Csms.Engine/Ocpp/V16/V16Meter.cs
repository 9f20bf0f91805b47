using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.Wire;
using Kind = Csms.Engine.Events.Measurand;
using WirePhase = Csms.Engine.Ocpp.V16.Messages.Phase;
using WireSample = Csms.Engine.Ocpp.V16.Messages.SampledValue;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Meter values of 1.6: text with defaults for everything else (1.6 §7.43).</summary>
internal static class V16Meter
{
    // No white space and no thousands separators: what is not written plainly goes to the quirks.
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly WordMap<Messages.Measurand, Kind> Kinds = new(V16Words.Measurand, word => Measurands.TryParse(word, out var kind) ? kind : throw new InvalidOperationException(word));
    private static readonly WordMap<WirePhase, Events.Phase> Phases = new(V16Words.Phase);
    private static readonly WordMap<Location, MeterLocation> Locations = new(V16Words.Location);
    private static readonly WordMap<ReadingContext, SampleContext> Contexts = new(V16Words.ReadingContext);

    /// <summary>Translates meter values; a violation names the first sample that is no measurement.</summary>
    /// <param name="member">Name of the array, for the violation.</param>
    /// <param name="meterValues">The array.</param>
    /// <param name="mending">What was mended.</param>
    /// <param name="readings">The readings, in the message's order.</param>
    public static WireViolation? Read(string member, IReadOnlyList<MeterValue> meterValues, Mending? mending, out List<MeterReading> readings)
    {
        readings = new List<MeterReading>(meterValues.Count);
        for (var i = 0; i < meterValues.Count; i++)
        {
            var samples = meterValues[i].SampledValue;
            var builder = new ReadingBuilder(samples.Count);
            for (var j = 0; j < samples.Count; j++)
            {
                if (mending?.SetAsideAt(i, j) is { } aside)
                {
                    builder.AddRaw(aside.Context, aside.Sample);
                }
                else if (Add(ref builder, samples[j]) is { } fault)
                {
                    if (mending is not { KeepsUnusableSamples: true })
                    {
                        return new WireViolation(WireViolationKind.WrongType, string.Create(CultureInfo.InvariantCulture, $"{member}[{i}].sampledValue[{j}].{fault}"), fault == "unit" ? "is no unit of its measurand" : "is not a number");
                    }

                    builder.AddRaw(ContextOf(samples[j]), Written(samples[j], null));
                }
            }

            builder.Finish(TimeOf(meterValues[i].Timestamp), readings);
        }

        return null;
    }

    /// <summary>A time of the message; null when it stands for an unusable one.</summary>
    public static DateTimeOffset? TimeOf(DateTimeOffset time) => time == Mending.NoTime ? null : time;

    private static string? Add(ref ReadingBuilder builder, WireSample sample)
    {
        var context = ContextOf(sample);
        if (sample.Format == ValueFormat.SignedData)
        {
            builder.AddRaw(context, Written(sample, sample.Value.StartsWith("OCMF|", StringComparison.Ordinal) ? "OCMF" : "SignedData"));
            return null;
        }

        if (!decimal.TryParse(sample.Value, Plain, CultureInfo.InvariantCulture, out var number))
        {
            return "value";
        }

        var measurand = sample.Measurand is { } named ? Kinds[named] : Kind.EnergyActiveImportRegister;
        var unit = sample.Unit is { } written ? V16Words.UnitOfMeasure.Word(written) : null;
        if (!MeterUnits.TryNormalise(measurand, unit, number, 0, out var value))
        {
            return unit is null ? "value" : "unit";
        }

        var phase = sample.Phase is { } onPhase ? Phases[onPhase] : Events.Phase.None;
        var location = sample.Location is { } at ? Locations[at] : MeterLocation.Outlet;
        builder.Add(context, new MeterKind(measurand, phase, location), value);
        return null;
    }

    private static SampleContext ContextOf(WireSample sample) => sample.Context is { } context ? Contexts[context] : SampleContext.SamplePeriodic;

    private static RawSample Written(WireSample sample, string? encoding) => new(
        V16Words.Measurand.Word(sample.Measurand ?? Messages.Measurand.EnergyActiveImportRegister),
        sample.Phase is { } phase ? V16Words.Phase.Word(phase) : null,
        sample.Unit is { } unit ? V16Words.UnitOfMeasure.Word(unit) : null,
        sample.Value,
        encoding);
}
