using System.Numerics;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A whole number; 1.0 and 1e3 are whole as well.</summary>
internal sealed class WireInteger<TInteger>(TInteger? minimum = null, TInteger? maximum = null) : WireShape<TInteger>
    where TInteger : struct, IBinaryInteger<TInteger>, IMinMaxValue<TInteger>
{
    private readonly TInteger lowest = minimum ?? TInteger.MinValue;
    private readonly TInteger highest = maximum ?? TInteger.MaxValue;

    public override WireKind Kind => WireKind.Integer;

    public override decimal? Minimum => minimum is { } least ? decimal.CreateChecked(least) : null;

    public override decimal? Maximum => maximum is { } most ? decimal.CreateChecked(most) : null;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, out TInteger value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoInteger);
        }

        if (!reader.TryGetInt64(out var number))
        {
            if (!reader.TryGetDecimal(out var exact))
            {
                return reading.Fail(WireViolationKind.OutOfRange, FrameNote.BeyondIntegers);
            }

            if (exact != decimal.Truncate(exact))
            {
                return reading.Fail(WireViolationKind.WrongType, FrameNote.NoInteger);
            }

            if (exact < long.MinValue || exact > long.MaxValue)
            {
                return reading.Fail(WireViolationKind.OutOfRange, FrameNote.BeyondIntegers);
            }

            number = (long)exact;
        }

        // The end of all numbers is no bound that anybody set.
        if (typeof(TInteger) == typeof(long) && minimum is { } least && maximum is null && number < long.CreateChecked(least))
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.TooSmall, long.CreateChecked(least));
        }

        if (typeof(TInteger) == typeof(long) && maximum is { } most && minimum is null && number > long.CreateChecked(most))
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.TooLarge, long.CreateChecked(most));
        }

        if (number < long.CreateChecked(lowest) || number > long.CreateChecked(highest))
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.NotBetween, long.CreateChecked(lowest), long.CreateChecked(highest));
        }

        value = TInteger.CreateTruncating(number);
        return true;
    }

    public override void Write(Utf8JsonWriter writer, TInteger value) => writer.WriteNumberValue(long.CreateChecked(value));
}
