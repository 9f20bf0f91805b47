namespace Csms.Engine.Energy.Profiles;

/// <summary>Which members of a period a mode of operation uses (2.1 ChargingSchedulePeriodType).</summary>
public sealed record ModeMembers
{
    /// <summary>limit: most that may be charged.</summary>
    public MemberUse Limit { get; init; }

    /// <summary>dischargeLimit: most that may be given back, 0 or negative.</summary>
    public MemberUse DischargeLimit { get; init; }

    /// <summary>setpoint: what the car follows; negative: it gives back.</summary>
    public MemberUse Setpoint { get; init; }

    /// <summary>v2xBaseline: on top of it the curves are added.</summary>
    public MemberUse Baseline { get; init; }

    /// <summary>v2xFreqWattCurve: power by the frequency of the grid; in W.</summary>
    public MemberUse FrequencyCurve { get; init; }

    /// <summary>v2xSignalWattCurve: power by the frequency restoration signal; in W.</summary>
    public MemberUse SignalCurve { get; init; }

    /// <summary>evseSleep: the EVSE may switch off its electronics (Q10).</summary>
    public MemberUse EvseSleep { get; init; }

    /// <summary>Only in a profile whose kind is Dynamic.</summary>
    public bool OnlyDynamic { get; init; }
}
