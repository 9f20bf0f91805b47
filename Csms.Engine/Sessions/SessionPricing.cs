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

    /// <summary>The charging state is this since then.</summary>
    internal static Session Pass(Session session, ChargingState state, DateTimeOffset at) =>
        session is { Price: { } price, EndedAt: null } && price.Pass(at, Charges(state)) is var passed && !ReferenceEquals(passed, price) ? session with { Price = passed } : session;

    /// <summary>What a message has made of the session, priced.</summary>
    /// <param name="before">As it was; null: it began with the message.</param>
    /// <param name="after">As it is.</param>
    /// <param name="at">When the message says that it happened.</param>
    /// <param name="terms">By what whoever is in the message pays; null: not at all.</param>
    internal static Session Settle(Session? before, Session after, DateTimeOffset at, PriceTerms? terms)
    {
        if ((after.Price is null && terms is null) || after.UnreadPrice is not null) return after;
        var comes = before is not null && before.Token is null && after.Token is not null; // whose it is becomes known
        var price = Priced(before, after, at, terms, comes);
        if (price is null) return after;
        price = after.EndedAt is { } end ? price.End(end, after.FinalEnergyWh) : Told(price, at);
        if (ReferenceEquals(price, after.Price)) return after;
        var credit = after.Price?.Terms.Credit;
        after = after with { Price = price };
        return price.Terms.Credit != credit && after.EndedAt is null ? Limited(after) : after;
    }

    private static SessionPrice? Priced(Session? before, Session after, DateTimeOffset at, PriceTerms? terms, bool comes)
    {
        var energy = after.Account.TotalWh ?? 0;
        var started = before is not null && !before.StartSeen && after.StartSeen;
        if (after.Price is not { } price)
        {
            // Chosen when it begins, when its begin is known, or when it is known whose it is: what was not priced then stays so.
            if (terms is null || after is { EndedAt: not null, StartSeen: false }) return null;
            if (before is null || started) return Begun(after, terms, before is null && after.EndedAt is null);
            return comes && after.EndedAt is null ? SessionPrice.Begin(terms, at, Charges(after.ChargingState), energy) : null;
        }

        // It turns out to have begun earlier: reckoned evenly over what is known; after a change by a person what came before stays unpriced.
        if (before is not null && after.StartedAt < before.StartedAt && price.Legs.Length == 1) return Begun(after, comes && terms is not null ? terms : price.Terms, now: false);
        if (!comes || terms is null || terms.Tariff.Currency != price.Tariff.Currency) return price;
        var his = terms with { Reserved = price.Terms.Reserved ?? terms.Reserved };
        // Plugged in first, then it shows whose it is: what came before costs nothing while nothing was charged.
        return energy == 0 ? SessionPrice.Begin(his, at, Charges(after.ChargingState), energy)
            : Same(terms.Tariff, price.Tariff) ? price.With(his)
            : price.Change(his, at, energy);
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
