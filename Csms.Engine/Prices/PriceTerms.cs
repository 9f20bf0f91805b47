namespace Csms.Engine.Prices;

/// <summary>By what a session is priced, as chosen when it begins.</summary>
/// <param name="Tariff">Its prices.</param>
/// <param name="Zone">Of the site: times of day and days are read in it.</param>
public sealed record PriceTerms(Tariff Tariff, TimeZoneInfo Zone)
{
    /// <summary>What the EVSE gives; null: not known.</summary>
    public EvseKind? Kind { get; init; }

    /// <summary>Brand of the payment; null: none is told.</summary>
    public string? PaymentBrand { get; init; }

    /// <summary>Kind of the payment; null: none is told.</summary>
    public string? PaymentRecognition { get; init; }

    /// <summary>How long the place was reserved for the session; null: it was not.</summary>
    public TimeSpan? Reserved { get; init; }

    /// <summary>First language of the driver (RFC 5646); null: not known.</summary>
    public string? Language { get; init; }

    /// <summary>Most that the session may cost, with tax, in the tariff's currency (a prepaid card's credit); null: not limited.</summary>
    public decimal? Credit { get; init; }
}
