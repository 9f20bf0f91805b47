using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Csms.Engine.Prices;

/// <summary>
/// One walk over what a session has used between two readings, from one change of prices to the next. What falls between two changes counts at the prices that
/// hold where it begins; a border belongs to what follows it. On the path of every meter value: it copies only the volumes that change.
/// </summary>
internal ref struct PriceWalk
{
    /// <summary>Parts of a tick, and of a Wh, that are told apart; so that sums stay exact in <see cref="decimal"/>.</summary>
    private const int TickDigits = 6, WhDigits = 12;

    /// <summary>Over more time than this nobody was connected at once: it is counted as a whole, not walked from border to border of the clock. A wrong clock must not cost hours of reckoning.</summary>
    private const long LongestTicks = 62 * TimeSpan.TicksPerDay;

    private readonly Reckoning _from;
    private readonly PriceTerms _terms;
    private decimal[]? _energyWh;
    private decimal[]? _chargingTicks;
    private decimal[]? _idleTicks;
    private decimal _at; // ticks, UTC
    private decimal _nextClock;

    public PriceWalk(Reckoning from, DateTimeOffset at, long chargedTicks, long idleTicks, decimal energyWh)
    {
        (_from, _terms) = (from, from.Terms);
        (_at, _nextClock) = (at.UtcTicks, at.UtcTicks);
        (ChargedTicks, IdleTicks, EnergyWh) = (chargedTicks, idleTicks, energyWh);
    }

    public decimal ChargedTicks { get; private set; }

    public decimal IdleTicks { get; private set; }

    public decimal EnergyWh { get; private set; }

    /// <summary>Energy at a part of a way on which it flows evenly.</summary>
    public static decimal Along(decimal fromWh, decimal toWh, decimal part, decimal whole) => fromWh + Math.Round((toWh - fromWh) * (part / whole), WhDigits);

    /// <summary>Time passes and energy flows evenly.</summary>
    /// <param name="ticks">How long; 0: the energy flows at once.</param>
    /// <param name="charging">Whether it is time of charging.</param>
    /// <param name="toWh">Energy of the session at its end; not less than at its begin.</param>
    /// <param name="powerW">In it.</param>
    /// <param name="currentA">In it.</param>
    public void Step(long ticks, bool charging, decimal toWh, decimal? powerW, decimal? currentA)
    {
        var end = _at + ticks;
        while (true)
        {
            if (_at >= _nextClock)
            {
                _nextClock = end - _at > LongestTicks ? end : PriceClock.NextChange((long)_at, _terms);
            }

            var now = new PriceInstant
            {
                Local = PriceClock.Local((long)_at, _terms.Zone),
                ChargedTicks = ChargedTicks,
                IdleTicks = IdleTicks,
                EnergyWh = EnergyWh,
                PowerW = powerW,
                CurrentA = currentA,
            };
            var (left, rest) = (end - _at, toWh - EnergyWh);
            var step = Math.Min(left, _nextClock - _at);
            step = Math.Min(step, NextDuration(charging));
            var threshold = NextThreshold(toWh);
            if (threshold is { } crossed && Math.Round(left * ((crossed - EnergyWh) / rest), TickDigits) is var way && way <= step)
            {
                step = way;
            }
            else
            {
                crossed = Math.Min(threshold ?? toWh, step == left ? toWh : Along(EnergyWh, toWh, step, left));
            }

            Count(now, charging, step, crossed - EnergyWh);
            if (_at == end && EnergyWh == toWh)
            {
                return;
            }
        }
    }

    /// <summary>The reckoning with what the walk has counted.</summary>
    public readonly Reckoning Counted() => _from with
    {
        EnergyWh = Sealed(_energyWh, _from.EnergyWh),
        ChargingTicks = Sealed(_chargingTicks, _from.ChargingTicks),
        IdleTicks = Sealed(_idleTicks, _from.IdleTicks),
    };

    private static ImmutableArray<decimal> Sealed(decimal[]? counted, ImmutableArray<decimal> before) =>
        counted is null ? before : ImmutableCollectionsMarshal.AsImmutableArray(counted);

    private static void Add(ref decimal[]? counted, ImmutableArray<decimal> before, int price, decimal volume)
    {
        if (volume != 0)
        {
            counted ??= before.AsSpan().ToArray();
            counted[price] += volume;
        }
    }

    private static void Nearer(int? thresholdS, decimal passed, ref decimal nearest)
    {
        if (thresholdS is { } seconds && (seconds * (decimal)TimeSpan.TicksPerSecond) - passed is > 0 and var left && left < nearest)
        {
            nearest = left;
        }
    }

    private static void Lower(decimal? threshold, decimal fromWh, decimal toWh, ref decimal? lowest)
    {
        if (threshold > fromWh && threshold < toWh && !(threshold >= lowest))
        {
            lowest = threshold;
        }
    }

    private void Count(in PriceInstant now, bool charging, decimal ticks, decimal wh)
    {
        Add(ref _energyWh, _from.EnergyWh, now.FirstOf(_terms.Tariff.Energy, _terms), wh);
        if (charging)
        {
            Add(ref _chargingTicks, _from.ChargingTicks, now.FirstOf(_terms.Tariff.ChargingTime, _terms), ticks);
            ChargedTicks += ticks;
        }
        else
        {
            Add(ref _idleTicks, _from.IdleTicks, now.FirstOf(_terms.Tariff.IdleTime, _terms), ticks);
            IdleTicks += ticks;
        }

        EnergyWh += wh;
        _at += ticks;
    }

    /// <summary>Ticks until a threshold of a duration is reached.</summary>
    private readonly decimal NextDuration(bool charging)
    {
        var nearest = decimal.MaxValue;
        NextDuration(_terms.Tariff.Energy, charging, ref nearest);
        NextDuration(charging ? _terms.Tariff.ChargingTime : _terms.Tariff.IdleTime, charging, ref nearest);
        return nearest;
    }

    private readonly void NextDuration(PricePart? part, bool charging, ref decimal nearest)
    {
        if (part is null)
        {
            return;
        }

        foreach (var price in part.Prices)
        {
            var given = price.Conditions;
            Nearer(given.MinTimeS, ChargedTicks + IdleTicks, ref nearest);
            Nearer(given.MaxTimeS, ChargedTicks + IdleTicks, ref nearest);
            if (charging)
            {
                Nearer(given.MinChargingTimeS, ChargedTicks, ref nearest);
                Nearer(given.MaxChargingTimeS, ChargedTicks, ref nearest);
            }
            else
            {
                Nearer(given.MinIdleTimeS, IdleTicks, ref nearest);
                Nearer(given.MaxIdleTimeS, IdleTicks, ref nearest);
            }
        }
    }

    /// <summary>Threshold of energy that is crossed first on the way; null: none.</summary>
    private readonly decimal? NextThreshold(decimal toWh)
    {
        decimal? lowest = null;
        if (toWh > EnergyWh)
        {
            NextThreshold(_terms.Tariff.Energy, toWh, ref lowest);
            NextThreshold(_terms.Tariff.ChargingTime, toWh, ref lowest);
            NextThreshold(_terms.Tariff.IdleTime, toWh, ref lowest);
        }

        return lowest;
    }

    private readonly void NextThreshold(PricePart? part, decimal toWh, ref decimal? lowest)
    {
        if (part is not null)
        {
            foreach (var price in part.Prices)
            {
                Lower(price.Conditions.MinEnergyWh, EnergyWh, toWh, ref lowest);
                Lower(price.Conditions.MaxEnergyWh, EnergyWh, toWh, ref lowest);
            }
        }
    }
}
