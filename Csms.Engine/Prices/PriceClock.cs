namespace Csms.Engine.Prices;

/// <summary>
/// When the clock of a site changes a price. Times of day and days are what the clock on the wall says: a border in the hour that spring leaves out is passed
/// with the jump, one in the hour that autumn repeats is passed twice, and the jump back is a border of its own.
/// </summary>
internal static class PriceClock
{
    /// <summary>What the clock of the site says.</summary>
    /// <param name="utcTicks">Instant, UTC.</param>
    /// <param name="zone">Of the site.</param>
    public static DateTime Local(long utcTicks, TimeZoneInfo zone) => new(utcTicks + Offset(utcTicks, zone));

    /// <summary>First instant after this one at which a condition of the clock can change; UTC ticks; the highest number: none is of the clock.</summary>
    public static long NextChange(long utcTicks, PriceTerms terms)
    {
        var tariff = terms.Tariff;
        if (!LooksAtClock(tariff.Energy) && !LooksAtClock(tariff.ChargingTime) && !LooksAtClock(tariff.IdleTime))
        {
            return long.MaxValue;
        }

        var offset = Offset(utcTicks, terms.Zone);
        var time = (utcTicks + offset) % TimeSpan.TicksPerDay;
        var next = TimeSpan.TicksPerDay; // the days change at midnight
        Nearest(tariff.Energy, time, ref next);
        Nearest(tariff.ChargingTime, time, ref next);
        Nearest(tariff.IdleTime, time, ref next);

        // Where the clock jumps on the way, the jump comes first: all that it passes over changes then.
        var (before, after) = (utcTicks, utcTicks + next - time);
        if (Offset(after, terms.Zone) == offset)
        {
            return after;
        }

        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            if (Offset(middle, terms.Zone) == offset)
            {
                before = middle;
            }
            else
            {
                after = middle;
            }
        }

        return after;
    }

    private static long Offset(long utcTicks, TimeZoneInfo zone) => zone.GetUtcOffset(new DateTimeOffset(utcTicks, TimeSpan.Zero)).Ticks;

    private static bool LooksAtClock(PricePart? part)
    {
        if (part is not null)
        {
            foreach (var price in part.Prices)
            {
                if (price.Conditions is { StartTimeOfDay: not null } or { EndTimeOfDay: not null } or { Days.IsEmpty: false } or { ValidFrom: not null } or { ValidTo: not null })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Nearest(PricePart? part, long time, ref long next)
    {
        if (part is not null)
        {
            foreach (var price in part.Prices)
            {
                Nearer(price.Conditions.StartTimeOfDay, time, ref next);
                Nearer(price.Conditions.EndTimeOfDay, time, ref next);
            }
        }
    }

    private static void Nearer(TimeOnly? border, long time, ref long next)
    {
        if (border?.Ticks is { } at && at > time && at < next)
        {
            next = at;
        }
    }
}
