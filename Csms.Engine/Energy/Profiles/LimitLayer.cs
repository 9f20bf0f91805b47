using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What the leading profile of a purpose says at an instant.</summary>
/// <param name="Reason">Which profile.</param>
/// <param name="Caps">Bounds of charging.</param>
/// <param name="Discharge">Most that may be discharged, W, negative or 0; null: it does not bound it.</param>
/// <param name="Setpoint">What the EV is to follow, W; null: none.</param>
/// <param name="Mode">How the EV is operated; null: not said.</param>
internal sealed record LimitLayer(LimitReason Reason, Caps Caps, decimal? Discharge, decimal? Setpoint, OperationMode? Mode)
{
    /// <summary>Reads a period.</summary>
    public static LimitLayer Of(StackedProfile stacked, SchedulePeriod period, EvseStack stack)
    {
        var schedule = stacked.Schedule!;
        var electrics = stack.Electrics;
        var phases = period.Phases is { } told and > 0 ? Math.Min(told, electrics.Phases) : electrics.Phases;
        var caps = Charging(period, schedule.Unit, phases, electrics.VoltageV);
        if (schedule.LimitAtSoc is { } soc && stack.SocPercent >= soc.SocPercent)
        {
            caps = caps.And(Of(new PhaseValues(Math.Max(0, soc.Limit)), schedule.Unit, phases, electrics.VoltageV));
        }

        return new LimitLayer(
            new LimitReason(stacked.Profile.Purpose, stacked.EvseId, stacked.Profile.Id, stacked.Source),
            caps,
            Discharging(period, schedule.Unit, phases, electrics.VoltageV),
            period.Setpoint is { } setpoint ? Watts(setpoint, schedule.Unit, phases, electrics.VoltageV) : null,
            period.Mode);
    }

    private static Caps Charging(SchedulePeriod period, RateUnit unit, int phases, decimal volts) => period switch
    {
        { Mode: OperationMode.Idle } => Of(new PhaseValues(0), unit, phases, volts),
        { Limit: { } limit } => Of(NotNegative(limit), unit, phases, volts),
        { Setpoint: { } setpoint } => Of(NotNegative(setpoint), unit, phases, volts), // what is followed is what is drawn
        _ => Caps.None(phases),
    };

    private static decimal? Discharging(SchedulePeriod period, RateUnit unit, int phases, decimal volts) => period switch
    {
        { Limit: { L1: < 0 } limit } => Watts(limit, unit, phases, volts), // from before 2.1
        { Mode: null or OperationMode.ChargingOnly or OperationMode.Idle } => 0,
        { DischargeLimit: { } limit } => Math.Min(0, Watts(limit, unit, phases, volts)),
        _ => null,
    };

    private static Caps Of(PhaseValues value, RateUnit unit, int phases, decimal volts) => (unit, value.IsByPhase) switch
    {
        (RateUnit.W, false) => new Caps(value.L1, null, null, null, phases),
        (RateUnit.W, true) => new Caps(Sum(value, phases), value.L1 / volts, (value.L2 ?? value.L1) / volts, (value.L3 ?? value.L1) / volts, phases),
        _ => new Caps(null, value.L1, value.L2 ?? value.L1, value.L3 ?? value.L1, phases),
    };

    private static decimal Watts(PhaseValues value, RateUnit unit, int phases, decimal volts) => (unit, value.IsByPhase) switch
    {
        (RateUnit.W, false) => value.L1,
        (RateUnit.W, true) => Sum(value, phases),
        (_, false) => value.L1 * volts * phases,
        _ => Sum(value, phases) * volts,
    };

    private static decimal Sum(PhaseValues value, int phases) => value.L1 + (phases > 1 ? value.L2 ?? value.L1 : 0) + (phases > 2 ? value.L3 ?? value.L1 : 0);

    private static PhaseValues NotNegative(PhaseValues value) => new(Math.Max(0, value.L1), value.L2 is { } two ? Math.Max(0, two) : null, value.L3 is { } three ? Math.Max(0, three) : null);
}
