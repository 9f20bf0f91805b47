using System.Globalization;
using System.Text.Json;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A decimal number; multiples are checked in decimal, where 0.3 is a multiple of 0.1.</summary>
internal sealed class WireNumber(decimal? minimum = null, decimal? maximum = null, decimal? multipleOf = null) : WireShape<decimal>
{
    public override WireKind Kind => WireKind.Number;

    public override decimal? Minimum => minimum;

    public override decimal? Maximum => maximum;

    public override decimal? MultipleOf => multipleOf;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, out decimal value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.Number)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoNumber);
        }

        if (!reader.TryGetDecimal(out value))
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.BeyondNumbers);
        }

        if (value < minimum)
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.TooSmall, Bound(minimum));
        }

        if (value > maximum)
        {
            return reading.Fail(WireViolationKind.OutOfRange, FrameNote.TooLarge, Bound(maximum));
        }

        return multipleOf is not { } step || value % step == 0
            || reading.Fail(WireViolationKind.OutOfRange, FrameNote.NotMultiple, Bound(step));
    }

    public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);

    // Whole bounds are figures in everybody's language; the others are told as the schema writes them.
    private static StatementValue Bound(decimal? bound) => bound is { } value && value == decimal.Truncate(value) ? (long)value : bound?.ToString(CultureInfo.InvariantCulture);
}
