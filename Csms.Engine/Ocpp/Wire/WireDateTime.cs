using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>A point in time: RFC 3339 read generously, written in UTC with milliseconds.</summary>
internal sealed class WireDateTime : WireShape<DateTimeOffset>
{
    public static readonly WireDateTime Shape = new();

    // 35 characters hold a fraction of nine digits and an offset; the rest is room for longer fractions.
    private const int LongestText = 64;

    public override WireKind Kind => WireKind.DateTime;

    public override bool TryRead(ref Utf8JsonReader reader, ref WireReading reading, out DateTimeOffset value)
    {
        value = default;
        if (reader.TokenType != JsonTokenType.String)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoTime);
        }

        bool parsed, hasOffset;
        if (reader.ValueIsEscaped)
        {
            if (!reading.TryText(ref reader, out var text))
            {
                return false;
            }

            parsed = TryParse(Encoding.UTF8.GetBytes(text), out value, out hasOffset);
        }
        else
        {
            parsed = TryParse(reader.ValueSpan, out value, out hasOffset);
        }

        if (!parsed)
        {
            return reading.Fail(WireViolationKind.WrongType, FrameNote.NoTime);
        }

        if (!hasOffset)
        {
            reading.Deviate(WireDeviationKind.MissingOffset, "");
        }

        return true;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[24];
        value.UtcDateTime.TryFormat(text, out var written, "yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }

    /// <summary>Reads <c>yyyy-MM-ddTHH:mm:ss[.fraction][Z|±hh[:][mm]]</c>; the result is in UTC.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value, out bool hasOffset)
    {
        value = default;
        hasOffset = true;
        if (text.Length is < 19 or > LongestText
            || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':'
            || !TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..10], out var day)
            || !TryDigits(text[11..13], out var hour) || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        var rest = text[19..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offset, out hasOffset))
        {
            return false;
        }

        // A leap second is the first instant of the next minute.
        var ticks = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Unspecified).Ticks
            + (second * TimeSpan.TicksPerSecond) + fraction - (offset * TimeSpan.TicksPerMinute);
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.IsEmpty || text[0] != '.')
        {
            return true;
        }

        var digits = 1;
        var unit = TimeSpan.TicksPerSecond;
        for (; digits < text.Length && text[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            unit /= 10;
            ticks += (text[digits] - '0') * unit;
        }

        text = text[digits..];
        return digits > 1;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes, out bool hasOffset)
    {
        minutes = 0;
        hasOffset = !text.IsEmpty;
        if (text.IsEmpty || text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        var low = 0;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || !TryDigits(text[1..3], out var hours)
            || (text.Length == 6 && (text[3] != ':' || !TryDigits(text[4..], out low)))
            || (text.Length == 5 && !TryDigits(text[3..], out low))
            || hours > 23 || low > 59)
        {
            return false;
        }

        minutes = (text[0] == '-' ? -1 : 1) * ((hours * 60) + low);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }
}
