using System.Collections.Immutable;

namespace Csms.Engine.Prices;

/// <summary>
/// How a session is priced: the running fold of the one pricing function over what the session uses. Immutable; the reconciler makes the next one.
/// Each leg has one tariff; the first begins with the session, another where the tariff changes while it runs.
/// </summary>
public sealed record SessionPrice
{
    /// <summary>In order; never empty.</summary>
    public required ImmutableArray<Reckoning> Legs { get; init; }

    /// <summary>What the driver was last told of the price; null: nothing.</summary>
    public PriceText? Told { get; init; }

    /// <summary>The tariff that applies now.</summary>
    public Tariff Tariff => Legs[^1].Terms.Tariff;

    /// <summary>Terms that apply now.</summary>
    public PriceTerms Terms => Legs[^1].Terms;

    /// <summary>A session begins to be priced.</summary>
    /// <param name="terms">By what.</param>
    /// <param name="at">From when on; UTC.</param>
    /// <param name="charging">Whether it charges then.</param>
    /// <param name="energyWh">Energy that the session has counted by then; it is not priced.</param>
    public static SessionPrice Begin(PriceTerms terms, DateTimeOffset at, bool charging, decimal energyWh) => throw new NotImplementedException();

    /// <summary>From then on it charges, or does not. Earlier than what is known: nothing changes but what follows.</summary>
    public SessionPrice Pass(DateTimeOffset at, bool charging) => throw new NotImplementedException();

    /// <summary>The session has counted so much energy by then.</summary>
    /// <param name="at">UTC; not after what is known: only the energy counts.</param>
    /// <param name="energyWh">Since the session began, over all legs.</param>
    /// <param name="powerW">Measured then; null: it follows from the energy.</param>
    /// <param name="currentA">Sum of the phases, measured then; null: not measured.</param>
    public SessionPrice Read(DateTimeOffset at, decimal energyWh, decimal? powerW, decimal? currentA) => throw new NotImplementedException();

    /// <summary>Other terms from then on. Fees of the start are not paid twice; the least and most are those of the last tariff.</summary>
    public SessionPrice Change(PriceTerms terms, DateTimeOffset at, decimal energyWh) => throw new NotImplementedException();

    /// <summary>It has ended; what counts of it can still be corrected by <see cref="CostOf"/>.</summary>
    public SessionPrice End(DateTimeOffset at, decimal? energyWh) => throw new NotImplementedException();

    /// <summary>It runs again after all: the end was only believed.</summary>
    public SessionPrice Resumed() => throw new NotImplementedException();

    /// <summary>Up to when it is reckoned; UTC.</summary>
    public DateTimeOffset At => throw new NotImplementedException();

    /// <summary>What a driver reads of a price before the session begins; see <see cref="TextAt"/>.</summary>
    public static PriceText? TextOf(PriceTerms terms, DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>It has a limit (a prepaid card's credit), and costs as much by now.</summary>
    public bool IsSpent => Terms.Credit is { } credit && Cost.InclTax >= credit;

    /// <summary>What it costs by now.</summary>
    public SessionCost Cost => CostOf(null);

    /// <summary>What it costs if this is its energy; null: as counted. Energy at different prices is scaled alike.</summary>
    public SessionCost CostOf(decimal? energyWh) => throw new NotImplementedException();

    /// <summary>What the driver reads of the price at an instant, in his language where there is a text in it; null: nothing can be said.</summary>
    public PriceText? TextAt(DateTimeOffset at) => throw new NotImplementedException();

    /// <summary>To be stored with the session.</summary>
    public SessionPriceMemo ToMemo() => throw new NotImplementedException();

    /// <summary>As stored; null when a tariff of it is not known.</summary>
    public static SessionPrice? From(SessionPriceMemo memo, ITariffVersions tariffs) => throw new NotImplementedException();
}
