using Csms.Engine.Prices;

namespace Csms.Engine.Tests.Prices;

/// <summary>
/// The same by counting seconds: a clock that ticks, a register that runs, and a look at every price in every second. Shares nothing with the fold. Exact
/// where all borders are at whole seconds.
/// </summary>
internal static class SlowPrices
{
    /// <summary>Wh and seconds by part and price.</summary>
    public static Dictionary<(PriceKind Kind, decimal Price), decimal> Of(PriceTerms terms, DateTimeOffset begin, IEnumerable<Usage.Interval> use)
    {
        var volumes = new Dictionary<(PriceKind, decimal), decimal>();
        var (at, energy, charged, idle) = (begin, 0m, 0, 0);
        foreach (var interval in use)
        {
            var anyCharging = interval.Spans.Any(x => x.Charging);
            foreach (var (seconds, charging) in interval.Spans)
            {
                var rate = charging || !anyCharging ? interval.WhPerSecond : 0;
                for (var second = 0; second < seconds; second++)
                {
                    var local = TimeZoneInfo.ConvertTime(at, terms.Zone);
                    var timeKind = charging ? PriceKind.ChargingTime : PriceKind.IdleTime;
                    Count(PriceKind.Energy, terms.Tariff.Energy, rate);
                    Count(timeKind, charging ? terms.Tariff.ChargingTime : terms.Tariff.IdleTime, 1);
                    at = at.AddSeconds(1);
                    energy += rate;
                    _ = charging ? charged++ : idle++;

                    void Count(PriceKind kind, PricePart? part, decimal volume)
                    {
                        var price = part?.Prices.FirstOrDefault(x => Applies(x.Conditions, terms, local, energy, charged, idle, rate * 3600));
                        if (price is not null && volume > 0)
                        {
                            volumes[(kind, price.Amount)] = volumes.GetValueOrDefault((kind, price.Amount)) + volume;
                        }
                    }
                }
            }
        }

        return volumes;
    }

    private static bool Applies(PriceConditions when, PriceTerms terms, DateTimeOffset local, decimal energy, int charged, int idle, decimal power)
    {
        var (time, date) = (TimeOnly.FromTimeSpan(local.TimeOfDay), DateOnly.FromDateTime(local.Date));
        if (when.StartTimeOfDay is { } start && when.EndTimeOfDay is { } end && end < start && end != TimeOnly.MinValue)
        {
            if (time < start && time >= end) return false;
        }
        else
        {
            if (time < (when.StartTimeOfDay ?? TimeOnly.MinValue)) return false;
            if (when.EndTimeOfDay is { } until && until != TimeOnly.MinValue && time >= until) return false;
        }

        if (when.Days.Length > 0 && !when.Days.Any(x => x == local.DayOfWeek)) return false;
        if (when.ValidFrom is { } from && date < from) return false;
        if (when.ValidTo is { } to && date >= to) return false;
        if (when.EvseKind is { } kind && kind != terms.Kind) return false;
        return From(energy, when.MinEnergyWh) && Under(energy, when.MaxEnergyWh)
            && From(power, when.MinPowerW) && Under(power, when.MaxPowerW)
            && From(charged + idle, when.MinTimeS) && Under(charged + idle, when.MaxTimeS)
            && From(charged, when.MinChargingTimeS) && Under(charged, when.MaxChargingTimeS)
            && From(idle, when.MinIdleTimeS) && Under(idle, when.MaxIdleTimeS);
    }

    private static bool From(decimal value, decimal? least) => least is null || value >= least;

    private static bool Under(decimal value, decimal? most) => most is null || value < most;
}
