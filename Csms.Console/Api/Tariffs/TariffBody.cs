namespace Csms.Console.Api.Tariffs;

/// <summary>A tariff: one by which we price sessions, or one for a station's own reckoning (OCPP 2.1 TariffType). Amounts go out as they are written.</summary>
/// <param name="TariffId">1 to 60 characters; a station refuses one that it holds already. Under /tariffs the path says it, and it may be left out.</param>
/// <param name="Currency">ISO 4217, for example EUR.</param>
/// <param name="Description">What the driver reads, one for each language.</param>
/// <param name="ValidFrom">Applies from then on; absent: at once.</param>
/// <param name="Energy">Price of a kWh.</param>
/// <param name="ChargingTime">Price of a minute of charging.</param>
/// <param name="IdleTime">Price of a minute connected without charging.</param>
/// <param name="FixedFee">Fee for the start.</param>
/// <param name="ReservationTime">Price of a minute of reservation.</param>
/// <param name="ReservationFixed">Fee for a reservation.</param>
/// <param name="MinCost">Least that a transaction costs.</param>
/// <param name="MaxCost">Most that a transaction costs.</param>
internal sealed record TariffBody(
    string TariffId, string Currency, IReadOnlyList<TariffText>? Description, DateTimeOffset? ValidFrom, EnergyPrices? Energy, TimePrices? ChargingTime, TimePrices? IdleTime,
    FixedPrices? FixedFee, TimePrices? ReservationTime, FixedPrices? ReservationFixed, TariffAmount? MinCost, TariffAmount? MaxCost);

/// <summary>A text for drivers.</summary>
/// <param name="Format">UTF8, ASCII, HTML, URI or QRCODE.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Content">Up to 1024 characters.</param>
internal sealed record TariffText(string Format, string? Language, string Content);

/// <summary>Prices of energy; of those whose conditions are met the first counts.</summary>
/// <param name="Prices">At least one.</param>
/// <param name="TaxRates">Taxes on them.</param>
internal sealed record EnergyPrices(IReadOnlyList<EnergyPrice> Prices, IReadOnlyList<TariffTax>? TaxRates);

/// <summary>A price of energy.</summary>
/// <param name="PriceKwh">For a kWh, without taxes.</param>
/// <param name="Conditions">When it counts; absent: always.</param>
internal sealed record EnergyPrice(decimal PriceKwh, TariffConditions? Conditions);

/// <summary>Prices of time; of those whose conditions are met the first counts.</summary>
/// <param name="Prices">At least one.</param>
/// <param name="TaxRates">Taxes on them.</param>
internal sealed record TimePrices(IReadOnlyList<TimePrice> Prices, IReadOnlyList<TariffTax>? TaxRates);

/// <summary>A price of time.</summary>
/// <param name="PriceMinute">For a minute, without taxes.</param>
/// <param name="Conditions">When it counts; absent: always.</param>
internal sealed record TimePrice(decimal PriceMinute, TariffConditions? Conditions);

/// <summary>Fees.</summary>
/// <param name="Prices">At least one.</param>
/// <param name="TaxRates">Taxes on them.</param>
internal sealed record FixedPrices(IReadOnlyList<FixedPrice> Prices, IReadOnlyList<TariffTax>? TaxRates);

/// <summary>A fee.</summary>
/// <param name="PriceFixed">Once, without taxes.</param>
/// <param name="Conditions">When it counts; absent: always. Of these only times, days, dates, evseKind, paymentBrand and paymentRecognition.</param>
internal sealed record FixedPrice(decimal PriceFixed, TariffConditions? Conditions);

/// <summary>When a price counts: all of what is given is met. Times are those of the station's place.</summary>
/// <param name="StartTimeOfDay">From then on, like 07:30.</param>
/// <param name="EndTimeOfDay">Until then, like 20:00; before the start: of the next day.</param>
/// <param name="DayOfWeek">Monday…Sunday.</param>
/// <param name="ValidFromDate">From this day on, like 2027-01-31.</param>
/// <param name="ValidToDate">Until before this day.</param>
/// <param name="EvseKind">AC or DC.</param>
/// <param name="MinEnergy">From so many Wh on.</param>
/// <param name="MaxEnergy">Until before so many Wh.</param>
/// <param name="MinCurrent">From so many A on.</param>
/// <param name="MaxCurrent">Below so many A.</param>
/// <param name="MinPower">From so many W on.</param>
/// <param name="MaxPower">Below so many W.</param>
/// <param name="MinTime">From so many seconds on.</param>
/// <param name="MaxTime">Until before so many seconds.</param>
/// <param name="MinChargingTime">From so many seconds of charging on.</param>
/// <param name="MaxChargingTime">Until before so many seconds of charging.</param>
/// <param name="MinIdleTime">From so many seconds without charging on.</param>
/// <param name="MaxIdleTime">Until before so many seconds without charging.</param>
/// <param name="PaymentBrand">Of a fee: brand of the card.</param>
/// <param name="PaymentRecognition">Of a fee: kind of payment.</param>
internal sealed record TariffConditions(
    string? StartTimeOfDay, string? EndTimeOfDay, IReadOnlyList<string>? DayOfWeek, string? ValidFromDate, string? ValidToDate, string? EvseKind, decimal? MinEnergy, decimal? MaxEnergy,
    decimal? MinCurrent, decimal? MaxCurrent, decimal? MinPower, decimal? MaxPower, int? MinTime, int? MaxTime, int? MinChargingTime, int? MaxChargingTime, int? MinIdleTime, int? MaxIdleTime,
    string? PaymentBrand, string? PaymentRecognition);

/// <summary>A tax.</summary>
/// <param name="Type">Its name, for the receipt.</param>
/// <param name="Tax">How much, %.</param>
/// <param name="Stack">0, when nothing is said: on the net price; n: on top of those of n − 1.</param>
internal sealed record TariffTax(string Type, decimal Tax, int? Stack);

/// <summary>An amount: at least one of both.</summary>
/// <param name="ExclTax">Without taxes.</param>
/// <param name="InclTax">With taxes.</param>
/// <param name="TaxRates">Taxes in it.</param>
internal sealed record TariffAmount(decimal? ExclTax, decimal? InclTax, IReadOnlyList<TariffTax>? TaxRates);
