using Csms.Engine.Events;
using Csms.Engine.Ocpp.V21.Messages;

namespace Csms.Engine.Ocpp.V21;

/// <summary>What a 2.1 station reckons itself: costDetails of TransactionEvent (I12).</summary>
internal static class V21Costs
{
    public static StationCost Of(CostDetailsType told, DateTimeOffset? at) => new()
    {
        At = at,
        Currency = told.TotalCost.Currency,
        Kind = V21Words.TariffCostEnumType.Word(told.TotalCost.TypeOfCost),
        Total = new StationPrice(told.TotalCost.Total.ExclTax, told.TotalCost.Total.InclTax),
        Fixed = Price(told.TotalCost.Fixed),
        Energy = Price(told.TotalCost.Energy),
        ChargingTime = Price(told.TotalCost.ChargingTime),
        IdleTime = Price(told.TotalCost.IdleTime),
        ReservationTime = Price(told.TotalCost.ReservationTime),
        ReservationFixed = Price(told.TotalCost.ReservationFixed),
        UsedEnergy = told.TotalUsage.Energy,
        UsedSeconds = told.TotalUsage.ChargingTime,
        IdleSeconds = told.TotalUsage.IdleTime,
        ReservedSeconds = told.TotalUsage.ReservationTime,
        Periods = [.. (told.ChargingPeriods ?? []).TakeLast(StationCost.MostPeriods).Select(Period)],
        Failed = told.FailureToCalculate ?? false,
        FailureReason = told.FailureReason,
    };

    private static CostPeriod Period(ChargingPeriodType told) => new(told.StartPeriod, told.TariffId)
    {
        Dimensions = [.. (told.Dimensions ?? []).Select(one => new CostPeriod.Dimension(V21Words.CostDimensionEnumType.Word(one.Type), one.Volume))],
    };

    private static StationPrice? Price(PriceType? told) => told is null ? null : new StationPrice(told.ExclTax, told.InclTax)
    {
        Taxes = [.. (told.TaxRates ?? []).Select(rate => new StationPrice.TaxRate(rate.Type, rate.Tax, rate.Stack ?? 0))],
    };
}
