using Csms.Engine.Events;
using Csms.Engine.Prices;

namespace Csms.Engine.Sessions;

/// <summary>Keeps the price of a session in step with the session: what is used, when the state changes, whose it is, when it ends. Pure.</summary>
internal static class SessionPricing
{
    /// <summary>How much of a running session's price may stand in its meter rows alone: those are read again after a restart.</summary>
    private static readonly TimeSpan StoredEvery = TimeSpan.FromMinutes(10);

    /// <summary>A charge draws, or may: what 1.6 has said nothing of yet counts as charging.</summary>
    internal static bool Charges(ChargingState state) => state is ChargingState.Charging or ChargingState.Unknown;

    /// <summary>A register was read.</summary>
    internal static Session Read(Session session, EnergyAccount before, DateTimeOffset at, double? powerW, double? currentA) =>
        session.Price is { } price && session.Account != before && session.Account.TotalWh is { } energy
            ? session with { Price = price.Read(at, energy, (decimal?)Sane(powerW), (decimal?)Sane(currentA)) }
            : session;

    /// <summary>The charging state is another since then.</summary>
    internal static Session Pass(Session session, ChargingState state, DateTimeOffset at) =>
        session is { Price: { } price, EndedAt: null } && Charges(state) != Charges(session.ChargingState) ? session with { Price = price.Pass(at, Charges(state)) } : session;

    /// <summary>What a message has made of the session, priced.</summary>
    /// <param name="before">As it was; null: it began with the message.</param>
    /// <param name="after">As it is.</param>
    /// <param name="at">When the message says that it happened.</param>
    /// <param name="terms">By what whoever is in the message pays; null: not at all.</param>
    internal static Session Settle(Session? before, Session after, DateTimeOffset at, PriceTerms? terms)
    {
        if (after.Price is null && terms is null) return after;
        var price = after.Price;
        if (price is null || before is null || after.StartedAt < before.StartedAt)
        {
            // It begins, or turns out to have begun earlier: reckoned evenly over what is known.
            if ((price?.Terms ?? terms) is not { } by || after is { EndedAt: not null, StartSeen: false }) return after;
            price = Begun(after, by, before is null && after.EndedAt is null);
        }
        else if (before.Token is null && after.Token is not null && terms is not null && !Same(terms.Tariff, price.Tariff) && terms.Tariff.Currency == price.Tariff.Currency)
        {
            // Plugged in first, then it shows whose it is: what came before costs nothing while nothing was charged.
            var energy = after.Account.TotalWh ?? 0;
            price = energy > 0 ? price.Change(terms, at, energy) : SessionPrice.Begin(terms, at, Charges(after.ChargingState), energy);
        }

        price = after.EndedAt is { } end ? (end > price.KnownAt ? price.Resumed() : price).End(end, after.FinalEnergyWh) : Told(price, at);
        if (ReferenceEquals(price, after.Price)) return after;
        var begins = after.Price is null;
        after = after with { Price = price };
        return begins && after.EndedAt is null ? Limited(after) : after;
    }

    /// <summary>A prepaid card pays what is on it: the station is to end the charge there (2.1 C17).</summary>
    private static Session Limited(Session session)
    {
        if (session.Price?.Terms.Credit is not { } credit || session.Limits?.MaxCost <= credit) return session;
        var wanted = session.WantedLimits ?? new TransactionLimits();
        return session with { WantedLimits = wanted with { MaxCost = wanted.MaxCost is { } most ? Math.Min(most, credit) : credit } };
    }

    private static SessionPrice Told(SessionPrice price, DateTimeOffset at)
    {
        if (!price.Tariff.IsConditional && price.Legs.Length == 1) return price;
        var text = price.TextAt(at);
        return text == price.Told ? price : price with { Told = text };
    }

    private static bool Same(Tariff one, Tariff other) => one.Id == other.Id && one.Version == other.Version;

    /// <summary>Other terms from then on, by a person's decision.</summary>
    internal static Session Change(Session session, PriceTerms terms, DateTimeOffset at) => session.Price is { } price
        ? session with { Price = price.Change(terms, at, session.Account.TotalWh ?? 0) }
        : session with { Price = SessionPrice.Begin(terms, at, Charges(session.ChargingState), session.Account.TotalWh ?? 0) };

    /// <summary>Samples alone do not write a session's row: its price is written now and then all the same.</summary>
    internal static bool IsDue(Session session) => session.Price is { } price && price.KnownAt - session.PriceStoredAt >= StoredEvery;

    /// <param name="session">As it is known now.</param>
    /// <param name="terms">By what.</param>
    /// <param name="now">It begins with this very message, so that its state is that of the begin; else it counts as having charged until the last reading.</param>
    private static SessionPrice Begun(Session session, PriceTerms terms, bool now)
    {
        var charges = Charges(session.ChargingState);
        var price = SessionPrice.Begin(terms, session.StartedAt, !now || charges, 0);
        if (session.Account is { TotalWh: { } energy, LastAt: { } last } && last > session.StartedAt) price = price.Read(last, energy, null, null);
        if (!now && !charges && session.EndedAt is null) price = price.Pass(price.KnownAt, false);
        return price with { Told = price.TextAt(session.StartedAt) };
    }

    private static double? Sane(double? value) => value is { } number && Math.Abs(number) < 1e12 ? number : null;
}
