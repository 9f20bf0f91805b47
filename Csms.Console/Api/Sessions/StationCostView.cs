using System.Text.Json.Serialization;
using Csms.Engine.Events;

namespace Csms.Console.Api.Sessions;

/// <summary>What a session costs by the station's own reckoning (OCPP 2.1 costDetails): its word, not our bill. Amounts as the station wrote them.</summary>
/// <param name="At">When it reckoned, by its clock.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="TypeOfCost">NormalCost, MinCost or MaxCost.</param>
/// <param name="Total">All of it.</param>
/// <param name="Fixed">Fixed fees.</param>
/// <param name="Energy">For energy.</param>
/// <param name="ChargingTime">For the time of charging.</param>
/// <param name="IdleTime">For the time without charging.</param>
/// <param name="ReservationTime">For the time of a reservation.</param>
/// <param name="ReservationFixed">For the reservation.</param>
/// <param name="UsedEnergyWh">Energy that it counted, as told; Wh by the standard.</param>
/// <param name="UsedSeconds">Duration that it counted.</param>
/// <param name="IdleSeconds">Of it without charging.</param>
/// <param name="ReservedSeconds">Time of the reservation.</param>
/// <param name="Periods">Parts of one price, oldest first; a running cost has none. Of more than 200 the latest.</param>
/// <param name="FailedToCalculate">The station could not reckon.</param>
/// <param name="FailureReason">Why, in its words.</param>
internal sealed record StationCostView(
    DateTimeOffset? At, string Currency, string TypeOfCost, StationCostView.Price Total, StationCostView.Price? Fixed, StationCostView.Price? Energy, StationCostView.Price? ChargingTime,
    StationCostView.Price? IdleTime, StationCostView.Price? ReservationTime, StationCostView.Price? ReservationFixed, decimal UsedEnergyWh, int UsedSeconds, int IdleSeconds, int? ReservedSeconds,
    IReadOnlyList<StationCostView.Period> Periods, bool FailedToCalculate, string? FailureReason)
{
    /// <summary>An amount.</summary>
    /// <param name="ExclTax">Without taxes.</param>
    /// <param name="InclTax">With taxes.</param>
    /// <param name="TaxRates">Taxes in it, where told.</param>
    internal sealed record Price(decimal? ExclTax, decimal? InclTax, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Tax>? TaxRates);

    /// <summary>A tax.</summary>
    /// <param name="Type">Its name.</param>
    /// <param name="Percent">%.</param>
    /// <param name="Stack">0: on the net price.</param>
    internal sealed record Tax(string Type, decimal Percent, int Stack);

    /// <summary>A part of one price.</summary>
    /// <param name="StartsAt">When it begins.</param>
    /// <param name="TariffId">Tariff of it; null: reckoned by other means.</param>
    /// <param name="Dimensions">What was used.</param>
    internal sealed record Period(DateTimeOffset StartsAt, string? TariffId, IReadOnlyList<Dimension> Dimensions);

    /// <summary>A volume.</summary>
    /// <param name="Type">CostDimensionEnumType.</param>
    /// <param name="Volume">As told.</param>
    internal sealed record Dimension(string Type, decimal Volume);

    public static StationCostView? Of(StationCost? cost) => cost is null ? null : new(
        cost.At, cost.Currency, cost.Kind, Of(cost.Total)!, Of(cost.Fixed), Of(cost.Energy), Of(cost.ChargingTime), Of(cost.IdleTime), Of(cost.ReservationTime), Of(cost.ReservationFixed),
        cost.UsedEnergy, cost.UsedSeconds, cost.IdleSeconds, cost.ReservedSeconds,
        [.. cost.Periods.Select(period => new Period(period.StartsAt, period.TariffId, [.. period.Dimensions.Select(one => new Dimension(one.Type, one.Volume))]))], cost.Failed, cost.FailureReason);

    private static Price? Of(StationPrice? price) => price is null ? null : new(price.ExclTax, price.InclTax, price.Taxes.IsEmpty ? null : [.. price.Taxes.Select(tax => new Tax(tax.Type, tax.Percent, tax.Stack))]);
}
