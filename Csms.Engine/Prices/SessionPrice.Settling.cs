using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>What is known of the use, and how it becomes volumes at prices.</summary>
public sealed partial record SessionPrice
{
    /// <summary>Changes between charging and not that wait for a reading; over it the oldest are settled for their time without energy.</summary>
    private const int MostPending = 64;

    /// <summary>Time of the last reading: up to here energy is laid on time; UTC.</summary>
    private DateTimeOffset SettledAt { get; init; }

    /// <summary>Time passed since then, ticks, in order: charging is positive, without is negative.</summary>
    private ImmutableArray<long> Pending { get; init; } = [];

    /// <summary>Whether it charges since what is known.</summary>
    private bool Charging { get; init; }

    /// <summary>When it ended; null: it runs.</summary>
    private DateTimeOffset? EndedAt { get; init; }

    /// <summary>Energy at the end; null: that of the last reading.</summary>
    private decimal? EndWh { get; init; }

    /// <summary>Settled time of charging since the session began, over all legs.</summary>
    private long ChargedTicks { get; init; }

    /// <summary>Settled time without charging since the session began, over all legs.</summary>
    private long IdleTicks { get; init; }

    /// <summary>Energy of the session at the last reading.</summary>
    private decimal EnergyWh { get; init; }

    /// <summary>Energy that is not priced: counted before the begin.</summary>
    private decimal BaseWh { get; init; }

    /// <summary>Of the last reading, W: measured, or the average since the one before.</summary>
    private decimal? PowerW { get; init; }

    /// <summary>Of the last reading, A, sum of the phases; null: not measured.</summary>
    private decimal? CurrentA { get; init; }

    /// <summary>The sum of all volumes of energy.</summary>
    private decimal PricedWh => EnergyWh - BaseWh;

    private long PendingTicks
    {
        get
        {
            var sum = 0L;
            foreach (var span in Pending)
            {
                sum += Math.Abs(span);
            }

            return sum;
        }
    }

    private ImmutableArray<long> PendingUntil(DateTimeOffset at)
    {
        var more = at.UtcTicks - SettledAt.UtcTicks - PendingTicks;
        if (more <= 0)
        {
            return Pending;
        }

        var span = Charging ? more : -more;
        return Pending.Length > 0 && Pending[^1] > 0 == Charging ? Pending.SetItem(Pending.Length - 1, Pending[^1] + span) : Pending.Add(span);
    }

    /// <summary>With what was passed until the end, and the energy at it; what is later is not counted.</summary>
    private SessionPrice AtEnd()
    {
        var at = EndedAt!.Value;
        var pending = PendingUntil(at);
        var ticks = Math.Max(0, at.UtcTicks - SettledAt.UtcTicks);
        return EndWh is { } counted ? Settle(pending, ticks, counted, null, null) : (this with { Pending = pending }).SettleWithoutReading(ticks);
    }

    /// <summary>Time becomes volumes without a reading: no energy, and power as it was read last.</summary>
    private SessionPrice SettleWithoutReading(long ticks)
    {
        var walk = new PriceWalk(Legs[^1], SettledAt, ChargedTicks, IdleTicks, EnergyWh);
        var left = ticks;
        foreach (var span in Pending)
        {
            var step = Math.Min(left, Math.Abs(span));
            if (step == 0)
            {
                break;
            }

            walk.Step(step, span > 0, EnergyWh, span > 0 ? PowerW : 0, span > 0 || CurrentA is null ? CurrentA : 0);
            left -= step;
        }

        return Settled(walk, Pending, Math.Min(ticks, PendingTicks), EnergyWh);
    }

    /// <summary>A reading: energy is laid evenly on the time of charging that it closes, else on all of it; what is later than it stays pending.</summary>
    private SessionPrice Settle(ImmutableArray<long> pending, long ticks, decimal energyWh, decimal? powerW, decimal? currentA)
    {
        var (charged, all) = (0L, 0L);
        foreach (var span in pending)
        {
            var step = Math.Min(ticks - all, Math.Abs(span));
            all += step;
            charged += span > 0 ? step : 0;
        }

        var flowing = charged > 0 ? charged : all;
        var toWh = Math.Max(energyWh, EnergyWh);
        var power = powerW ?? (flowing > 0 ? Math.Round((toWh - EnergyWh) * (TimeSpan.TicksPerHour / (decimal)flowing), 3) : PowerW);
        var current = flowing > 0 ? currentA : currentA ?? CurrentA;
        var walk = new PriceWalk(Legs[^1], SettledAt, ChargedTicks, IdleTicks, EnergyWh);
        if (all == 0 && toWh > EnergyWh)
        {
            walk.Step(0, Charging, toWh, power, current);
        }

        var (taken, flown) = (0L, 0L);
        foreach (var span in pending)
        {
            var step = Math.Min(all - taken, Math.Abs(span));
            if (step == 0)
            {
                break;
            }

            if (span > 0 || charged == 0)
            {
                flown += step;
                walk.Step(step, span > 0, flown == flowing ? toWh : PriceWalk.Along(EnergyWh, toWh, flown, flowing), power, current);
            }
            else
            {
                walk.Step(step, false, walk.EnergyWh, 0, current is null ? null : 0);
            }

            taken += step;
        }

        return (Settled(walk, pending, all, toWh) with { PowerW = power, CurrentA = current }).ScaledDown(energyWh);
    }

    private SessionPrice Settled(in PriceWalk walk, ImmutableArray<long> pending, long ticks, decimal energyWh)
    {
        var first = 0;
        var left = ticks;
        while (first < pending.Length && left >= Math.Abs(pending[first]))
        {
            left -= Math.Abs(pending[first++]);
        }

        var rest = first == pending.Length ? [] : pending.RemoveRange(0, first);
        return this with
        {
            Legs = Legs.SetItem(Legs.Length - 1, walk.Counted()),
            SettledAt = SettledAt.AddTicks(ticks),
            Pending = left == 0 ? rest : rest.SetItem(0, rest[0] - (Math.Sign(rest[0]) * left)),
            ChargedTicks = (long)walk.ChargedTicks,
            IdleTicks = (long)walk.IdleTicks,
            EnergyWh = energyWh,
        };
    }

    /// <summary>The register was corrected downwards: what was counted is scaled alike; the largest volume takes the rest, so that the sum stays exact.</summary>
    private SessionPrice ScaledDown(decimal energyWh)
    {
        if (energyWh >= EnergyWh)
        {
            return this;
        }

        var left = Math.Max(0, energyWh - BaseWh);
        var corrected = this with { EnergyWh = energyWh, BaseWh = Math.Min(BaseWh, energyWh) };
        if (PricedWh == 0)
        {
            return corrected;
        }

        var factor = left / PricedWh;
        var legs = ImmutableArray.CreateBuilder<Reckoning>(Legs.Length);
        var largest = (Leg: 0, Price: 0, Wh: -1m);
        for (var leg = 0; leg < Legs.Length; leg++)
        {
            var volumes = Legs[leg].EnergyWh.ToBuilder();
            for (var price = 0; price < volumes.Count; price++)
            {
                volumes[price] = Math.Round(volumes[price] * factor, 12);
                left -= volumes[price];
                largest = volumes[price] > largest.Wh ? (leg, price, volumes[price]) : largest;
            }

            legs.Add(Legs[leg] with { EnergyWh = volumes.MoveToImmutable() });
        }

        var rest = legs[largest.Leg];
        legs[largest.Leg] = rest with { EnergyWh = rest.EnergyWh.SetItem(largest.Price, largest.Wh + left) };
        return corrected with { Legs = legs.MoveToImmutable() };
    }
}
