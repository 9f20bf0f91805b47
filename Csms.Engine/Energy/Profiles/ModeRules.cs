using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>
/// What a period of a schedule says in each mode of operation (2.1 part 2, block Q: Q03, Q04, Q05 to Q10; purposes: K01.FR.111 to 113; phases: K01.FR.143,
/// K01.FR.145, V2X.07, V2X.09). Pure; whoever offers a choice of them asks here.
/// </summary>
public static class ModeRules
{
    /// <summary>Points of a curve: at least two make one (Q08.FR.02), the schema takes twenty.</summary>
    public const int LeastPoints = 2, MostPoints = 20;

    private static readonly ModeMembers Bounds = new() { Limit = MemberUse.May, DischargeLimit = MemberUse.May };

    /// <summary>What a period says in a mode; null, which is ChargingOnly.</summary>
    public static ModeMembers Of(OperationMode? mode) => mode switch
    {
        null or OperationMode.ChargingOnly => new ModeMembers { Limit = MemberUse.Must },
        OperationMode.Idle => new ModeMembers { EvseSleep = MemberUse.May },
        OperationMode.CentralSetpoint => Bounds with { Setpoint = MemberUse.Must },
        OperationMode.CentralFrequency => new ModeMembers { Setpoint = MemberUse.Must, OnlyDynamic = true }, // Q07.FR.02, Q07.FR.03
        OperationMode.LocalFrequency => Bounds with { Baseline = MemberUse.Must, FrequencyCurve = MemberUse.Must, SignalCurve = MemberUse.May }, // Q08.FR.02
        OperationMode.ExternalSetpoint or OperationMode.ExternalLimits or OperationMode.LocalLoadBalancing => Bounds,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "no mode of operation"),
    };

    /// <summary>Modes that a profile of ours may have by its purpose.</summary>
    public static IReadOnlyList<OperationMode> Modes(ProfilePurpose purpose) => purpose switch
    {
        ProfilePurpose.PriorityCharging or ProfilePurpose.ChargingStationMaxProfile => [OperationMode.ChargingOnly],
        ProfilePurpose.LocalGeneration => [OperationMode.ChargingOnly, OperationMode.ExternalLimits],
        _ => Enum.GetValues<OperationMode>(),
    };

    /// <summary>Values for each phase stand only in the profile of a transaction: only its car has told that it can (K01.FR.142, K01.FR.143).</summary>
    public static bool HasPhases(ProfilePurpose purpose) => purpose == ProfilePurpose.TxProfile;
}
