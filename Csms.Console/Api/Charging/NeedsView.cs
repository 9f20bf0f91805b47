using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Energy.Profiles;

namespace Csms.Console.Api.Charging;

/// <summary>What is known of the car at an EVSE.</summary>
/// <param name="EvseId">Which EVSE.</param>
/// <param name="TransactionId">Its transaction; absent: none has begun.</param>
/// <param name="EnergyTransfer">EnergyTransferModeEnumType that it asks for.</param>
/// <param name="NeedsAt">When it asked.</param>
/// <param name="EnergyWh">Energy wanted, Wh.</param>
/// <param name="DepartureAt">When it is to leave.</param>
/// <param name="MaxPowerW">Most it can take, W.</param>
/// <param name="MaxCurrentA">Most current it can take, A.</param>
/// <param name="SocPercent">State of charge, percent.</param>
/// <param name="MaxDischargeW">Most it can give back, W.</param>
/// <param name="ControlMode">ScheduledControl or DynamicControl (ISO 15118-20).</param>
/// <param name="DerControls">Grid controls that the car's own inverter follows (OCPP 2.1); absent: not told.</param>
/// <param name="Answer">accepted, processing, noChargingProfile or rejected: what it was answered; absent: it did not ask.</param>
/// <param name="AnswerReason">Why it was not accepted.</param>
/// <param name="Plan">waiting, sent, accepted or failed: the profile that was made for it; absent: it did not ask.</param>
/// <param name="ProfileId">Number of that profile.</param>
/// <param name="ReachableWh">Energy that can be charged within the limits until it leaves, Wh.</param>
/// <param name="IntendedAt">When it told what it intends.</param>
/// <param name="IntendsTooMuch">It intends to draw more than it may.</param>
/// <param name="IsPriority">Priority charging is on.</param>
/// <param name="PriorityByDriver">A driver switched it on at the station.</param>
/// <param name="AllowedEnergyTransfer">Ways of transfer that were allowed.</param>
internal sealed record NeedsView(
    int EvseId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TransactionId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EnergyTransfer,
    DateTimeOffset? NeedsAt,
    decimal? EnergyWh,
    DateTimeOffset? DepartureAt,
    decimal? MaxPowerW,
    decimal? MaxCurrentA,
    int? SocPercent,
    decimal? MaxDischargeW,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ControlMode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? DerControls,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AnswerReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Plan,
    int? ProfileId,
    decimal? ReachableWh,
    DateTimeOffset? IntendedAt,
    bool IntendsTooMuch,
    bool IsPriority,
    bool PriorityByDriver,
    IReadOnlyList<string> AllowedEnergyTransfer)
{
    public static NeedsView Of(EvseEnergy evse) => new(
        evse.EvseId, evse.TransactionId, evse.Needs?.Transfer, evse.NeedsAt, evse.Needs?.EnergyWh, evse.Needs?.DepartureAt, evse.Needs?.MaxPowerW, evse.Needs?.MaxCurrentA, evse.Needs?.SocPercent,
        evse.Needs?.MaxDischargeW, evse.Needs?.ControlMode, evse.Needs?.DerControls, evse.Verdict is { } verdict ? JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString()) : null, evse.VerdictReason,
        evse.Plan is { } plan ? JsonNamingPolicy.CamelCase.ConvertName(plan.State.ToString()) : null, evse.Plan?.ProfileId, evse.Plan?.ReachableWh, evse.IntendedAt, evse.IntendsTooMuch,
        evse.IsPriority, evse.PriorityByDriver, evse.Allowed);
}
