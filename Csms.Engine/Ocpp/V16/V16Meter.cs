using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V16.Messages;
using Kind = Csms.Engine.Events.Measurand;
using WirePhase = Csms.Engine.Ocpp.V16.Messages.Phase;
using WireSample = Csms.Engine.Ocpp.V16.Messages.SampledValue;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Meter values of 1.6: text with defaults for everything else (1.6 §7.43).</summary>
internal sealed class V16Meter : MeterTranslator<MeterValue, WireSample>
{
    public static readonly V16Meter Instance = new();

    // No white space and no thousands separators: what is not written plainly goes to the quirks.
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly WordMap<Messages.Measurand, Kind> Kinds = new(V16Words.Measurand, Measurands.Parse);
    private static readonly WordMap<WirePhase, Events.Phase> Phases = new(V16Words.Phase);
    private static readonly WordMap<Location, MeterLocation> Locations = new(V16Words.Location);
    private static readonly WordMap<ReadingContext, SampleContext> Contexts = new(V16Words.ReadingContext);

    protected override IReadOnlyList<WireSample> SamplesOf(MeterValue meterValue) => meterValue.SampledValue;

    protected override DateTimeOffset TimeOf(MeterValue meterValue) => meterValue.Timestamp;

    protected override SampleContext ContextOf(WireSample sample) => sample.Context is { } context ? Contexts[context] : SampleContext.SamplePeriodic;

    protected override string? Add(ref ReadingBuilder builder, WireSample sample)
    {
        var context = ContextOf(sample);
        if (sample.Format == ValueFormat.SignedData)
        {
            builder.AddRaw(context, Written(sample) with { Encoding = sample.Value.StartsWith("OCMF|", StringComparison.Ordinal) ? "OCMF" : "SignedData" });
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

    protected override RawSample Written(WireSample sample) => new(
        V16Words.Measurand.Word(sample.Measurand ?? Messages.Measurand.EnergyActiveImportRegister),
        sample.Phase is { } phase ? V16Words.Phase.Word(phase) : null,
        sample.Unit is { } unit ? V16Words.UnitOfMeasure.Word(unit) : null,
        sample.Value);
}
