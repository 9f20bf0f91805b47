using Csms.Engine.Events;
using Csms.Engine.Prices;

namespace Csms.Engine.Stations;

/// <summary>Chooses the tariff of a session. From memory: asked on a message's path.</summary>
internal interface IPriceTerms
{
    /// <summary>By what a session that begins then is priced; null: it is not.</summary>
    /// <param name="station">Where.</param>
    /// <param name="evseId">At which EVSE; 0: not known.</param>
    /// <param name="token">Who; null: not known.</param>
    /// <param name="tokenInfo">What the station says beside the token; null: nothing.</param>
    /// <param name="at">UTC.</param>
    /// <param name="reservationId">The reservation that it uses; null: none.</param>
    TariffChosen? TermsOf(StationState station, int evseId, IdToken? token, IReadOnlyList<TokenInfo>? tokenInfo, DateTimeOffset at, int? reservationId = null);

    /// <summary>The same for whoever asks to be authorised, and whether the station reckons by it (2.1 I08).</summary>
    TariffChosen? AuthorizedBy(StationState station, AuthorizationAsked asked, DateTimeOffset at);
}
