namespace Csms.Engine.Prices;

/// <summary>The tariff that was chosen for a session.</summary>
/// <param name="Terms">By what it is priced.</param>
/// <param name="OfDriver">It belongs to the token or its group, not to the place (2.1 I08).</param>
public sealed record TariffChosen(PriceTerms Terms, bool OfDriver)
{
    /// <summary>It is for the driver and the station can reckon by it: it goes out with the authorization (2.1 I08).</summary>
    public bool ForStation { get; init; }
}
