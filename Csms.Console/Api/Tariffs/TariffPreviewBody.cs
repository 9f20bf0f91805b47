namespace Csms.Console.Api.Tariffs;

/// <summary>Body of POST /api/v1/tariffs/preview.</summary>
/// <param name="Tariff">The prices to try.</param>
/// <param name="TariffId">Instead: a tariff that was entered.</param>
/// <param name="Version">Of it; left out: the newest.</param>
/// <param name="TimeZone">IANA name of the zone in which times of day and days are read; left out: that of the tariff's site, else UTC.</param>
/// <param name="EvseKind">AC or DC: what the EVSE gives; left out: not known, and prices for one of them don't count.</param>
/// <param name="PaymentBrand">Brand of the payment.</param>
/// <param name="PaymentRecognition">Kind of the payment.</param>
/// <param name="ReservedMinutes">How long the place was reserved before.</param>
/// <param name="Language">First language of the driver, for the text.</param>
/// <param name="Usage">What the session uses, 2 to 1000 points in order: its begin, what was read while it ran, its end.</param>
internal sealed record TariffPreviewBody(
    TariffBody? Tariff, string? TariffId, int? Version, string? TimeZone, string? EvseKind, string? PaymentBrand, string? PaymentRecognition, int? ReservedMinutes, string? Language, IReadOnlyList<UsageBody> Usage);

/// <summary>A point in a session.</summary>
/// <param name="At">When.</param>
/// <param name="EnergyWh">Energy by then since the begin, Wh.</param>
/// <param name="Charging">Whether it charges from then on.</param>
/// <param name="PowerW">Power then, W; left out: it follows from the energy.</param>
/// <param name="CurrentA">Sum of the phases' currents then, A; left out: not measured.</param>
internal sealed record UsageBody(DateTimeOffset At, decimal EnergyWh, bool Charging, decimal? PowerW, decimal? CurrentA);
