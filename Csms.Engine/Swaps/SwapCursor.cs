using System.Globalization;

namespace Csms.Engine.Swaps;

/// <summary>A place in the list of swaps, which runs from the newest to the oldest.</summary>
/// <param name="BegunAt">When that swap began; UTC, to the microsecond.</param>
/// <param name="Id">Which it was.</param>
public readonly record struct SwapCursor(DateTimeOffset BegunAt, Guid Id)
{
    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out SwapCursor cursor)
    {
        cursor = default;
        var parts = (text ?? "").Split('.');
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks || !Guid.TryParseExact(parts[1], "N", out var id)) return false;
        cursor = new SwapCursor(new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }

    /// <summary>The place of a swap.</summary>
    public static SwapCursor Of(BatterySwap swap)
    {
        ArgumentNullException.ThrowIfNull(swap);
        return new SwapCursor(swap.BegunAt, swap.Id);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BegunAt.UtcTicks}.{Id:N}");
}
