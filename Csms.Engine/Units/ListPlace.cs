using System.Globalization;

namespace Csms.Engine.Units;

/// <summary>Place in a list that is in the order of time and, within an instant, of number.</summary>
/// <param name="At">Time of the last entry shown.</param>
/// <param name="Id">Its number.</param>
public readonly record struct ListPlace(DateTimeOffset At, long Id)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out ListPlace place)
    {
        place = default;
        if (text?.Split('.') is not [var first, var second]
            || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.Ticks
            || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        place = new ListPlace(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{Id}");
}
