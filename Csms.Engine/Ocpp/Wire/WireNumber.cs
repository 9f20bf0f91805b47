using System.Globalization;
using System.Text.Json;

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
            return reading.Fail(WireViolationKind.WrongType, "must be a number");
        }

        if (!reader.TryGetDecimal(out value))
        {
            return reading.Fail(WireViolationKind.OutOfRange, "is beyond the range of decimal numbers");
        }

        if (value < minimum)
        {
            return reading.Fail(WireViolationKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"must be at least {minimum}"));
        }

        if (value > maximum)
        {
            return reading.Fail(WireViolationKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"must be at most {maximum}"));
        }

        return multipleOf is not { } step || value % step == 0
            || reading.Fail(WireViolationKind.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"must be a multiple of {step}"));
    }

    public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);
}
