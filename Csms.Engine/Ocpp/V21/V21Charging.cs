using System.Collections.Immutable;
using System.Text;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Smart charging of 2.x (blocks K and Q): what the messages mean, and profiles from the wire.</summary>
internal static class V21Charging
{
    private static readonly WordMap<ChargingProfilePurposeEnumType, ProfilePurpose> Purposes = new(V21Words.ChargingProfilePurposeEnumType);
    private static readonly WordMap<ChargingProfileKindEnumType, ProfileKind> Kinds = new(V21Words.ChargingProfileKindEnumType);
    private static readonly WordMap<RecurrencyKindEnumType, Recurrence> Recurrences = new(V21Words.RecurrencyKindEnumType);
    private static readonly WordMap<ChargingRateUnitEnumType, RateUnit> Units = new(V21Words.ChargingRateUnitEnumType);
    private static readonly WordMap<OperationModeEnumType, OperationMode> Modes = new(V21Words.OperationModeEnumType);

    public static Translated Profiles(ReportChargingProfilesRequest request, Mending? mending) => new ChargingProfilesReported(
        request.RequestId, request.EvseId, request.ChargingLimitSource, request.Tbc ?? false, [.. request.ChargingProfile.Select(Profile)]);

    public static Translated Limit(NotifyChargingLimitRequest request, Mending? mending) => new ChargingLimitReported(
        request.EvseId ?? 0,
        request.ChargingLimit.ChargingLimitSource,
        request.ChargingLimit.IsGridCritical ?? false,
        request.ChargingLimit.IsLocalGeneration ?? false,
        [.. (request.ChargingSchedule ?? []).Select(Schedule)]);

    public static Translated Cleared(ClearedChargingLimitRequest request, Mending? mending) => new ChargingLimitCleared(request.ChargingLimitSource, request.EvseId);

    public static Translated Needs(NotifyEVChargingNeedsRequest request, Mending? mending) => new ChargingNeedsReported(request.EvseId, NeedsOf(request));

    public static Translated EvSchedule(NotifyEVChargingScheduleRequest request, Mending? mending) =>
        new EvScheduleReported(request.EvseId, request.TimeBase, Schedule(request.ChargingSchedule), request.SelectedChargingScheduleId);

    public static Translated Priority(NotifyPriorityChargingRequest request, Mending? mending) => new PriorityChargingReported(request.TransactionId, request.Activated);

    public static Translated Dynamic(PullDynamicScheduleUpdateRequest request, Mending? mending) => new DynamicScheduleAsked(request.ChargingProfileId);

    /// <summary>A profile; its text is the whole of it.</summary>
    public static ChargingProfile Profile(ChargingProfileType wire) => new()
    {
        Id = wire.Id,
        StackLevel = wire.StackLevel,
        Purpose = Purposes[wire.ChargingProfilePurpose],
        Kind = Kinds[wire.ChargingProfileKind],
        Recurrence = wire.RecurrencyKind is { } recurrence ? Recurrences[recurrence] : null,
        ValidFrom = wire.ValidFrom,
        ValidTo = wire.ValidTo,
        TransactionId = wire.TransactionId,
        MaxOfflineSeconds = wire.MaxOfflineDuration,
        InvalidAfterOffline = wire.InvalidAfterOfflineDuration ?? false,
        UpdatedAt = wire.DynUpdateTime,
        Schedules = [.. wire.ChargingSchedule.Select(Schedule)],
        Text = Encoding.UTF8.GetString(wire.ToUtf8()),
    };

    /// <summary>Limits of others, over time: the schedule that a station says it follows.</summary>
    public static ChargingSchedule Composite(CompositeScheduleType wire) => new()
    {
        Start = wire.ScheduleStart,
        DurationSeconds = wire.Duration,
        Unit = Units[wire.ChargingRateUnit],
        Periods = Periods(wire.ChargingSchedulePeriod),
    };

    public static DynamicValues Values(ChargingScheduleUpdateType wire) => new(
        PhaseValues.Of(wire.Limit, wire.LimitL2, wire.LimitL3),
        PhaseValues.Of(wire.DischargeLimit, wire.DischargeLimitL2, wire.DischargeLimitL3),
        PhaseValues.Of(wire.Setpoint, wire.SetpointL2, wire.SetpointL3));

    public static ChargingScheduleUpdateType Values(DynamicValues values) => new()
    {
        Limit = values.Limit?.L1,
        LimitL2 = values.Limit?.L2,
        LimitL3 = values.Limit?.L3,
        DischargeLimit = values.DischargeLimit?.L1,
        DischargeLimitL2 = values.DischargeLimit?.L2,
        DischargeLimitL3 = values.DischargeLimit?.L3,
        Setpoint = values.Setpoint?.L1,
        SetpointL2 = values.Setpoint?.L2,
        SetpointL3 = values.Setpoint?.L3,
    };

    private static ChargingSchedule Schedule(ChargingScheduleType wire) => new()
    {
        Id = wire.Id,
        Start = wire.StartSchedule,
        DurationSeconds = wire.Duration,
        Unit = Units[wire.ChargingRateUnit],
        MinRate = wire.MinChargingRate,
        LimitAtSoc = wire.LimitAtSoC is { } limit ? new SocLimit(limit.Soc, limit.Limit) : null,
        UsesLocalTime = wire.UseLocalTime ?? false,
        Periods = Periods(wire.ChargingSchedulePeriod),
    };

    // In order by their start, whatever the order on the wire: what comes last at a time counts.
    private static ImmutableArray<SchedulePeriod> Periods(IReadOnlyList<ChargingSchedulePeriodType> wire) => [.. wire.Select(Period).OrderBy(period => period.StartSeconds)];

    private static SchedulePeriod Period(ChargingSchedulePeriodType wire) => new()
    {
        StartSeconds = wire.StartPeriod,
        Limit = PhaseValues.Of(wire.Limit, wire.LimitL2, wire.LimitL3),
        DischargeLimit = PhaseValues.Of(wire.DischargeLimit, wire.DischargeLimitL2, wire.DischargeLimitL3),
        Setpoint = PhaseValues.Of(wire.Setpoint, wire.SetpointL2, wire.SetpointL3),
        Phases = wire.NumberPhases,
        PhaseToUse = wire.PhaseToUse,
        Mode = wire.OperationMode is { } mode ? Modes[mode] : null,
    };

    private static ChargingNeeds NeedsOf(NotifyEVChargingNeedsRequest request)
    {
        var needs = request.ChargingNeeds;
        var (ac, dc, v2x) = (needs.AcChargingParameters, needs.DcChargingParameters, needs.V2xChargingParameters);
        var transfer = V21Words.EnergyTransferModeEnumType.Word(needs.RequestedEnergyTransfer);
        var isDc = transfer == "WPT" || transfer.StartsWith("DC", StringComparison.Ordinal);
        return new ChargingNeeds
        {
            Transfer = transfer,
            Available = [.. (needs.AvailableEnergyTransfer ?? []).Select(mode => V21Words.EnergyTransferModeEnumType.Word(mode))],
            IsDc = isDc,
            Phases = isDc ? 0 : transfer switch { "AC_single_phase" => 1, "AC_two_phase" => 2, _ => 3 },
            DepartureAt = needs.DepartureTime,
            EnergyWh = Some(v2x?.EvTargetEnergyRequest) ?? Some(ac?.EnergyAmount) ?? Some(dc?.EnergyAmount) ?? ToFull(dc),
            MaxPowerW = Some(Sum(v2x?.MaxChargePower, v2x?.MaxChargePowerL2, v2x?.MaxChargePowerL3)) ?? Some(dc?.EvMaxPower) ?? (dc is null ? null : Some(Product(dc.EvMaxCurrent, dc.EvMaxVoltage))),
            MaxCurrentA = Some(v2x?.MaxChargeCurrent) ?? Some(ac?.EvMaxCurrent) ?? Some(dc?.EvMaxCurrent),
            MinCurrentA = Some(ac?.EvMinCurrent),
            MaxDischargeW = Some(Sum(v2x?.MaxDischargePower, v2x?.MaxDischargePowerL2, v2x?.MaxDischargePowerL3)),
            SocPercent = dc?.StateOfCharge,
            FullSocPercent = v2x?.TargetSoC ?? dc?.FullSoC,
            MaxEntries = request.MaxScheduleTuples,
            ControlMode = needs.ControlMode is { } mode ? V21Words.ControlModeEnumType.Word(mode) : null,
            DerControls = needs.DerChargingParameters?.EvSupportedDERControl is { } controls ? [.. controls.Select(control => V21Words.DERControlEnumType.Word(control))] : null,
        };
    }

    private static decimal? ToFull(DCChargingParametersType? dc) =>
        dc is { EvEnergyCapacity: { } capacity, StateOfCharge: { } soc } && Bound(capacity) > 0 ? Some(Bound(capacity) * Math.Max(0, (dc.FullSoC ?? 100) - soc) / 100) : null;

    private static decimal? Sum(decimal? one, decimal? two, decimal? three) => one is null && two is null && three is null ? null : Bound(one ?? 0) + Bound(two ?? 0) + Bound(three ?? 0);

    private static decimal Product(decimal amps, decimal volts) => Math.Clamp(amps, 0, 100_000) * Math.Clamp(volts, 0, 10_000);

    // Zero and less is "not told": a car that wants nothing does not ask.
    private static decimal? Some(decimal? value) => value is > 0 ? Bound(value.Value) : null;

    private static decimal Bound(decimal value) => Math.Clamp(value, -1_000_000_000, 1_000_000_000);
}
