using Csms.Engine.Events;
using Csms.Engine.Prices;

namespace Csms.Engine.Stations;

/// <summary>Says the price where a token may charge. Pure.</summary>
internal static class PriceTold
{
    /// <summary>Who may charge reads the price (2.x I01), and the station reckons by the tariff that is the driver's own (2.1 I08).</summary>
    public static AuthorizationAnswer With(AuthorizationAnswer answer, TariffChosen? chosen, DateTimeOffset now) =>
        answer.Info.Status == AuthorizationStatus.Accepted && chosen is not null
            ? answer with { Info = With(answer.Info, chosen, now), Tariff = chosen.ForStation ? chosen.Terms.Tariff.Body : null }
            : answer;

    /// <summary>The verdict with the price.</summary>
    public static IdTokenInfo With(IdTokenInfo verdict, TariffChosen? chosen, DateTimeOffset now) =>
        verdict.Status == AuthorizationStatus.Accepted && chosen is not null && SessionPrice.TextOf(chosen.Terms, now) is { } text ? verdict with { Message = Text(text) } : verdict;

    /// <summary>In the words of the wire.</summary>
    public static DriverText Text(PriceText text) => new(text.Language, text.Content);
}
