using System.Globalization;

namespace Csms.Engine.Streams;

/// <summary>A place among the values of a stream, which run from the newest to the oldest.</summary>
/// <param name="At">When that value was taken; UTC, to the microsecond.</param>
/// <param name="Sequence">Which of that instant.</param>
public readonly record struct ValueCursor(DateTimeOffset At, long Sequence)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out ValueCursor cursor)
    {
        cursor = default;
        var parts = (text ?? "").Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)) return false;
        cursor = new ValueCursor(new DateTimeOffset(ticks, TimeSpan.Zero), sequence);
        return true;
    }

    /// <summary>The place of a value.</summary>
    public static ValueCursor Of(KeptValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ValueCursor(value.At, value.Sequence);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Sequence}");
}
