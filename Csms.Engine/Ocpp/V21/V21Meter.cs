using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Meter values of 2.x: numbers with a unit and a power of ten (2.1 Part 2, MeterValueType).</summary>
internal static class V21Meter
{
    private static readonly WordMap<MeasurandEnumType, Measurand> Kinds = new(V21Words.MeasurandEnumType, word => Measurands.TryParse(word, out var kind) ? kind : throw new InvalidOperationException(word));
    private static readonly WordMap<PhaseEnumType, Phase> Phases = new(V21Words.PhaseEnumType);
    private static readonly WordMap<LocationEnumType, MeterLocation> Locations = new(V21Words.LocationEnumType);
    private static readonly WordMap<ReadingContextEnumType, SampleContext> Contexts = new(V21Words.ReadingContextEnumType);

    /// <summary>Translates meter values; a violation names the first sample that is no measurement.</summary>
    public static WireViolation? Read(IReadOnlyList<MeterValueType> meterValues, Mending? mending, out List<MeterReading> readings)
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
                else if (!TryAdd(ref builder, samples[j]))
                {
                    if (mending is not { KeepsUnusableSamples: true })
                    {
                        return new WireViolation(WireViolationKind.WrongType, string.Create(CultureInfo.InvariantCulture, $"meterValue[{i}].sampledValue[{j}].unitOfMeasure"), "is no unit of its measurand");
                    }

                    builder.AddRaw(ContextOf(samples[j]), Written(samples[j], samples[j].Value.ToString(CultureInfo.InvariantCulture)));
                }
            }

            builder.Finish(TimeOf(meterValues[i].Timestamp), readings);
        }

        return null;
    }

    /// <summary>A time of the message; null when it stands for an unusable one.</summary>
    public static DateTimeOffset? TimeOf(DateTimeOffset time) => time == Mending.NoTime ? null : time;

    private static bool TryAdd(ref ReadingBuilder builder, SampledValueType sample)
    {
        var context = ContextOf(sample);
        var measurand = sample.Measurand is { } named ? Kinds[named] : Measurand.EnergyActiveImportRegister;
        if (!MeterUnits.TryNormalise(measurand, sample.UnitOfMeasure?.Unit, sample.Value, sample.UnitOfMeasure?.Multiplier ?? 0, out var value))
        {
            return false;
        }

        var phase = sample.Phase is { } onPhase ? Phases[onPhase] : Phase.None;
        var location = sample.Location is { } at ? Locations[at] : MeterLocation.Outlet;
        builder.Add(context, new MeterKind(measurand, phase, location), value);
        if (sample.SignedMeterValue is { } signed)
        {
            builder.AddRaw(context, Written(sample, signed.SignedMeterData) with { Encoding = signed.EncodingMethod, SigningMethod = signed.SigningMethod, PublicKey = signed.PublicKey });
        }

        return true;
    }

    private static SampleContext ContextOf(SampledValueType sample) => sample.Context is { } context ? Contexts[context] : SampleContext.SamplePeriodic;

    private static RawSample Written(SampledValueType sample, string value) => new(
        V21Words.MeasurandEnumType.Word(sample.Measurand ?? MeasurandEnumType.EnergyActiveImportRegister),
        sample.Phase is { } phase ? V21Words.PhaseEnumType.Word(phase) : null,
        sample.UnitOfMeasure?.Unit,
        value);
}
