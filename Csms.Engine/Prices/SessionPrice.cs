using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>
/// How a session is priced: the running fold of the one pricing function over what the session uses (OCPP 2.1 part 2, block I: local cost calculation; docs/pricing.md).
/// Immutable; the reconciler makes the next one. Each leg has one tariff; the first begins with the session, another where the tariff changes while it runs.
/// <para>Per part (energy, charging time, idle time) the first price counts whose conditions all hold at an instant; where none holds it is free. Between two
/// readings energy flows evenly over the time that was passed charging; prices change exactly at their borders.</para>
/// </summary>
public sealed partial record SessionPrice
{
    /// <summary>In order; never empty.</summary>
    public required ImmutableArray<Reckoning> Legs { get; init; }

    /// <summary>What the driver was last told of the price; null: nothing.</summary>
    public PriceText? Told { get; init; }

    /// <summary>The tariff that applies now.</summary>
    public Tariff Tariff => Legs[^1].Terms.Tariff;

    /// <summary>Terms that apply now.</summary>
    public PriceTerms Terms => Legs[^1].Terms;

    /// <summary>Until when all is known; UTC.</summary>
    public DateTimeOffset KnownAt => SettledAt.AddTicks(Pending.Length == 0 ? 0 : PendingTicks);

    /// <summary>Whether it has ended. An end cuts what is counted, and can be taken back or replaced by a truer one: nothing is lost by it.</summary>
    public bool Ended => EndedAt is not null;

    /// <summary>What it costs by now; time since the last reading counts with the energy that is known.</summary>
    public SessionCost Cost => CostOf(null);

    /// <summary>It has a limit (a prepaid card's credit), and costs as much by now.</summary>
    public bool IsSpent => Terms.Credit is { } credit && Cost.InclTax >= credit;

    /// <summary>What a driver reads of a price before the session begins; see <see cref="TextAt"/>.</summary>
    public static PriceText? TextOf(PriceTerms terms, DateTimeOffset at) => Begin(terms, at, charging: true, 0).TextAt(at);

    /// <summary>A session begins to be priced.</summary>
    /// <param name="terms">By what.</param>
    /// <param name="at">From when on; UTC.</param>
    /// <param name="charging">Whether it charges then.</param>
    /// <param name="energyWh">Energy that the session has counted by then; it is not priced.</param>
    public static SessionPrice Begin(PriceTerms terms, DateTimeOffset at, bool charging, decimal energyWh)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var begin = new PriceInstant { Local = PriceClock.Local(at.UtcTicks, terms.Zone), EnergyWh = energyWh };
        return new()
        {
            Legs = [Reckoning.Of(terms).WithFees(begin)],
            SettledAt = at.ToUniversalTime(),
            Charging = charging,
            EnergyWh = energyWh,
            BaseWh = energyWh,
        };
    }

    /// <summary>From then on it charges, or does not. Earlier than what is known: nothing changes but what follows.</summary>
    public SessionPrice Pass(DateTimeOffset at, bool charging)
    {
        if (Ended || charging == Charging)
        {
            return this;
        }

        var pending = PendingUntil(at);
        var passed = this with { Pending = pending, Charging = charging };
        return pending.Length <= MostPending ? passed : passed.SettleWithoutReading(Math.Abs(pending[0]));
    }

    /// <summary>The session has counted so much energy by then.</summary>
    /// <param name="at">UTC; before the last reading: only the energy counts, at the prices that held last.</param>
    /// <param name="energyWh">Since the session began, over all legs; less than before: what was counted is scaled down.</param>
    /// <param name="powerW">Measured then; null: it follows from the energy.</param>
    /// <param name="currentA">Sum of the phases, measured then; null: not measured.</param>
    public SessionPrice Read(DateTimeOffset at, decimal energyWh, decimal? powerW, decimal? currentA) =>
        Settle(PendingUntil(at), Math.Max(0, at.UtcTicks - SettledAt.UtcTicks), energyWh, powerW, currentA);

    /// <summary>The same tariff, known better: whose session it is, and what it may cost. What was counted stays.</summary>
    public SessionPrice With(PriceTerms terms) => this with { Legs = Legs.SetItem(Legs.Length - 1, Legs[^1] with { Terms = terms }) };

    /// <summary>
    /// Other terms from then on. Fees of the start are not paid twice; durations and energy of conditions go on counting from the session's begin; the least and
    /// most are those of the last tariff. After the end nothing changes.
    /// </summary>
    /// <exception cref="ArgumentException">The currency is another: amounts could not be added.</exception>
    public SessionPrice Change(PriceTerms terms, DateTimeOffset at, decimal energyWh)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!string.Equals(terms.Tariff.Currency, Tariff.Currency, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"A session in {Tariff.Currency} does not change to {terms.Tariff.Currency}.", nameof(terms));
        }

        if (Ended)
        {
            return this;
        }

        var read = Read(at, energyWh, null, null);
        var legs = read.Legs;
        return read with { Legs = legs.Length > 1 && legs[^1].IsUnused ? legs.SetItem(legs.Length - 1, Reckoning.Of(terms)) : legs.Add(Reckoning.Of(terms)) };
    }

    /// <summary>It has ended then; in the place of an end that was believed before.</summary>
    /// <param name="at">UTC; what was passed later does not count, as far as no reading is later.</param>
    /// <param name="energyWh">Since the session began; null: not known, the last reading counts.</param>
    public SessionPrice End(DateTimeOffset at, decimal? energyWh) => EndedAt == at && EndWh == energyWh ? this : this with { EndedAt = at.ToUniversalTime(), EndWh = energyWh };

    /// <summary>It runs again after all, or ended later: the end was only believed.</summary>
    public SessionPrice Resumed() => Ended ? this with { EndedAt = null, EndWh = null } : this;

    /// <summary>What it costs if this is its energy; null: as counted. Energy at different prices is scaled alike.</summary>
    public SessionCost CostOf(decimal? energyWh)
    {
        var settled = Ended ? AtEnd() : Pending.Length == 0 ? this : SettleWithoutReading(long.MaxValue);
        if (energyWh is not { } wanted || wanted == settled.EnergyWh)
        {
            return CostSum.Of(settled.Legs, 1, Ended);
        }

        return settled.PricedWh > 0
            ? CostSum.Of(settled.Legs, Math.Max(0, wanted - settled.BaseWh) / settled.PricedWh, Ended)
            : CostSum.Of(settled.Settle([], 0, wanted, null, null).Legs, 1, Ended); // nothing to scale: at the prices that held last
    }

    /// <summary>
    /// What the driver reads of the price at an instant, in his language where there is a text in it; null: nothing can be said. The tariff's own text,
    /// else one made of the prices that apply then (OCPP 2.1 part 2, I01 and I06).
    /// </summary>
    public PriceText? TextAt(DateTimeOffset at)
    {
        if (TariffText.Own(Tariff.Texts, Terms.Language) is { } own)
        {
            return own;
        }

        var settled = (this with { Pending = Ended ? Pending : PendingUntil(at) }) is { Pending.Length: > 0 } until ? until.SettleWithoutReading(long.MaxValue) : this;
        return TariffText.Made(settled.Legs[^1], new PriceInstant
        {
            Local = PriceClock.Local(Math.Max(at.UtcTicks, settled.SettledAt.UtcTicks), Terms.Zone),
            ChargedTicks = settled.ChargedTicks,
            IdleTicks = settled.IdleTicks,
            EnergyWh = settled.EnergyWh,
            PowerW = settled.PowerW,
            CurrentA = settled.CurrentA,
        });
    }

    /// <summary>The same legs, told the same, known until the same instant.</summary>
    public bool Equals(SessionPrice? other) =>
        other is not null
        && (ReferenceEquals(this, other) || (
            SettledAt == other.SettledAt
            && Charging == other.Charging
            && (EndedAt, EndWh) == (other.EndedAt, other.EndWh)
            && (EnergyWh, BaseWh, ChargedTicks, IdleTicks) == (other.EnergyWh, other.BaseWh, other.ChargedTicks, other.IdleTicks)
            && (PowerW, CurrentA, Told) == (other.PowerW, other.CurrentA, other.Told)
            && Pending.AsSpan().SequenceEqual(other.Pending.AsSpan())
            && Legs.AsSpan().SequenceEqual(other.Legs.AsSpan())));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(SettledAt, Charging, EndedAt, EnergyWh, Legs.Length);
}
