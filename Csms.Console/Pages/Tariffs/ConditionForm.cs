using System.Collections.Frozen;

namespace Csms.Console.Pages.Tariffs;

/// <summary>How a condition is typed, and how 2.1 spells it (TariffConditionsType, TariffConditionsFixedType).</summary>
/// <param name="From">Member that its lower end is written to; of what has no range: the value.</param>
/// <param name="Until">Member of the upper end; null: it has no range.</param>
/// <param name="Shape">What is typed.</param>
/// <param name="Unit">In which it is typed; null: none.</param>
/// <param name="Factor">By which it is written: Wh of a kWh, seconds of a minute.</param>
/// <param name="OfFees">Fees can depend on it too.</param>
internal sealed record ConditionForm(string From, string? Until, ConditionShape Shape, string? Unit = null, decimal Factor = 1, bool OfFees = false)
{
    public static readonly FrozenDictionary<ConditionKind, ConditionForm> All = new Dictionary<ConditionKind, ConditionForm>
    {
        [ConditionKind.Energy] = new("minEnergy", "maxEnergy", ConditionShape.Figure, "kWh", 1000),
        [ConditionKind.Time] = new("minTime", "maxTime", ConditionShape.Span, "min", 60),
        [ConditionKind.ChargingTime] = new("minChargingTime", "maxChargingTime", ConditionShape.Span, "min", 60),
        [ConditionKind.IdleTime] = new("minIdleTime", "maxIdleTime", ConditionShape.Span, "min", 60),
        [ConditionKind.Power] = new("minPower", "maxPower", ConditionShape.Figure, "kW", 1000),
        [ConditionKind.Current] = new("minCurrent", "maxCurrent", ConditionShape.Figure, "A"),
        [ConditionKind.Dates] = new("validFromDate", "validToDate", ConditionShape.Date, OfFees: true),
        [ConditionKind.EvseKind] = new("evseKind", null, ConditionShape.EvseKind, OfFees: true),
        [ConditionKind.PaymentBrand] = new("paymentBrand", null, ConditionShape.Word, OfFees: true),
        [ConditionKind.PaymentRecognition] = new("paymentRecognition", null, ConditionShape.Word, OfFees: true),
    }.ToFrozenDictionary();

    public static ConditionForm Of(ConditionKind kind) => All[kind];
}
