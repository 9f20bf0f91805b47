using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;

namespace Csms.Engine.Stations;

/// <summary>Which tariff a message is about, and as of when.</summary>
internal static class MessageTariff
{
    /// <summary>The tariff of whoever is in a message. A priced session keeps its own: what says nothing of a token is not asked for.</summary>
    /// <param name="prices">Who chooses.</param>
    /// <param name="state">The station before the message.</param>
    /// <param name="content">The message.</param>
    /// <param name="receivedAt">When it was received; UTC.</param>
    /// <param name="linkOpenedAt">When the connection came up that brought it.</param>
    public static TariffChosen? TariffOf(this IPriceTerms prices, StationState state, StationMessage content, DateTimeOffset receivedAt, DateTimeOffset linkOpenedAt) => content switch
    {
        TransactionReported { Token: null, TransactionId: { } id } when state.Sessions.ByTransaction(id) is { Price: not null } => null,
        TransactionReported told => prices.TermsOf(state, told.EvseId ?? 0, told.Token, told.TokenInfo, Believed(told.At, state, receivedAt, linkOpenedAt), told.ReservationId),
        AuthorizationAsked { Contract: null } asked => prices.AuthorizedBy(state, asked, receivedAt), // with a contract its desk answers
        _ => null,
    };

    /// <summary>When it happened: a session that is told late has the prices of its begin.</summary>
    private static DateTimeOffset Believed(DateTimeOffset? told, StationState state, DateTimeOffset receivedAt, DateTimeOffset linkOpenedAt) =>
        told is { } at && StationClock.Doubt(at, receivedAt, state.Boot?.At, linkOpenedAt) is null ? at : receivedAt;
}
