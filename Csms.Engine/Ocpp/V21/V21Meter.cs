using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Meter values of 2.x: numbers with a unit and a power of ten (2.1 Part 2, MeterValueType).</summary>
internal sealed class V21Meter : MeterTranslator<MeterValueType, SampledValueType>
{
    public static readonly V21Meter Instance = new();

    private static readonly WordMap<MeasurandEnumType, Measurand> Kinds = new(V21Words.MeasurandEnumType, Measurands.Parse);
    private static readonly WordMap<PhaseEnumType, Phase> Phases = new(V21Words.PhaseEnumType);
    private static readonly WordMap<LocationEnumType, MeterLocation> Locations = new(V21Words.LocationEnumType);
    private static readonly WordMap<ReadingContextEnumType, SampleContext> Contexts = new(V21Words.ReadingContextEnumType);

    protected override IReadOnlyList<SampledValueType> SamplesOf(MeterValueType meterValue) => meterValue.SampledValue;

    protected override DateTimeOffset TimeOf(MeterValueType meterValue) => meterValue.Timestamp;

    protected override SampleContext ContextOf(SampledValueType sample) => sample.Context is { } context ? Contexts[context] : SampleContext.SamplePeriodic;

    protected override string? Add(ref ReadingBuilder builder, SampledValueType sample)
    {
        var measurand = sample.Measurand is { } named ? Kinds[named] : Measurand.EnergyActiveImportRegister;
        if (!MeterUnits.TryNormalise(measurand, sample.UnitOfMeasure?.Unit, sample.Value, sample.UnitOfMeasure?.Multiplier ?? 0, out var value))
        {
            return "unitOfMeasure";
        }

        var phase = sample.Phase is { } onPhase ? Phases[onPhase] : Phase.None;
        var location = sample.Location is { } at ? Locations[at] : MeterLocation.Outlet;
        builder.Add(ContextOf(sample), new MeterKind(measurand, phase, location), value);
        if (sample.SignedMeterValue is { } signed)
        {
            builder.AddRaw(ContextOf(sample), Written(sample) with
            {
                Value = signed.SignedMeterData,
                Encoding = signed.EncodingMethod,
                SigningMethod = signed.SigningMethod,
                PublicKey = signed.PublicKey,
            });
        }

        return null;
    }

    protected override RawSample Written(SampledValueType sample) => new(
        V21Words.MeasurandEnumType.Word(sample.Measurand ?? MeasurandEnumType.EnergyActiveImportRegister),
        sample.Phase is { } phase ? V21Words.PhaseEnumType.Word(phase) : null,
        sample.UnitOfMeasure?.Unit,
        sample.Value.ToString(CultureInfo.InvariantCulture));
}
