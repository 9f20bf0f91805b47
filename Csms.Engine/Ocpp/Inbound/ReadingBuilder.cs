using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Collects the samples of one MeterValue and groups them by context: nearly always one, which then costs no copying.</summary>
internal ref struct ReadingBuilder
{
    private readonly SampledValue[] values;
    private readonly SampleContext[] contexts;
    private int count;
    private List<(SampleContext Context, RawSample Sample)>? raws;
    private int seen;

    public ReadingBuilder(int capacity)
    {
        values = new SampledValue[capacity];
        contexts = new SampleContext[capacity];
    }

    public void Add(SampleContext context, MeterKind kind, double value)
    {
        values[count] = new SampledValue(kind, value);
        contexts[count++] = context;
        seen |= 1 << (int)context;
    }

    public void AddRaw(SampleContext context, RawSample sample)
    {
        (raws ??= []).Add((context, sample));
        seen |= 1 << (int)context;
    }

    /// <summary>Adds one reading a context, in the order of first appearance.</summary>
    public readonly void Finish(DateTimeOffset? at, List<MeterReading> readings)
    {
        if (seen != 0 && (seen & (seen - 1)) == 0)
        {
            readings.Add(new MeterReading
            {
                At = at,
                Context = (SampleContext)System.Numerics.BitOperations.TrailingZeroCount(seen),
                Values = count == values.Length ? values : values[..count],
                Raw = raws?.ConvertAll(static raw => raw.Sample),
            });
            return;
        }

        var left = seen;
        for (var i = 0; i < count && left != 0; i++)
        {
            AddContext(contexts[i], at, readings, ref left);
        }

        foreach (var (context, _) in raws ?? [])
        {
            AddContext(context, at, readings, ref left);
        }
    }

    private readonly void AddContext(SampleContext context, DateTimeOffset? at, List<MeterReading> readings, ref int left)
    {
        var bit = 1 << (int)context;
        if ((left & bit) == 0)
        {
            return;
        }

        left &= ~bit;
        var own = new List<SampledValue>();
        for (var i = 0; i < count; i++)
        {
            if (contexts[i] == context)
            {
                own.Add(values[i]);
            }
        }

        var raw = raws?.Where(entry => entry.Context == context).Select(entry => entry.Sample).ToList();
        readings.Add(new MeterReading { At = at, Context = context, Values = [.. own], Raw = raw is { Count: > 0 } ? raw : null });
    }
}
