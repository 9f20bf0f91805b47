using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Meter values of one version to readings; what a sample looks like is the version's own.</summary>
internal abstract class MeterTranslator<TMeterValue, TSample>
{
    /// <summary>Translates meter values; a violation names the first sample that is no measurement.</summary>
    /// <param name="member">Name of the array, for the violation.</param>
    /// <param name="meterValues">The array.</param>
    /// <param name="mending">What was mended; null for a clean payload.</param>
    /// <param name="readings">The readings, in the message's order.</param>
    public WireViolation? Read(string member, IReadOnlyList<TMeterValue> meterValues, Mending? mending, out List<MeterReading> readings)
    {
        readings = new List<MeterReading>(meterValues.Count);
        for (var i = 0; i < meterValues.Count; i++)
        {
            var samples = SamplesOf(meterValues[i]);
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
                        var path = string.Create(CultureInfo.InvariantCulture, $"{member}[{i}].sampledValue[{j}].{fault}");
                        return new WireViolation(WireViolationKind.WrongType, path, Statement.Of(fault == "value" ? FrameNote.NoMeasurement : FrameNote.NoUnit, path));
                    }

                    builder.AddRaw(ContextOf(samples[j]), Written(samples[j]));
                }
            }

            builder.Finish(Mending.TimeOf(TimeOf(meterValues[i])), readings);
        }

        return null;
    }

    protected abstract IReadOnlyList<TSample> SamplesOf(TMeterValue meterValue);

    protected abstract DateTimeOffset TimeOf(TMeterValue meterValue);

    protected abstract SampleContext ContextOf(TSample sample);

    /// <summary>Adds a sample; the member at fault when it is no measurement.</summary>
    protected abstract string? Add(ref ReadingBuilder builder, TSample sample);

    /// <summary>The sample as the station wrote it.</summary>
    protected abstract RawSample Written(TSample sample);
}
