namespace Csms.Console.Pages.Charging;

/// <summary>Which parameters a type of DER control has (2.1 part 2, SetDERControlRequest).</summary>
/// <param name="Member">Member of the request that carries them.</param>
/// <param name="Numbers">Numbers that have to be given.</param>
/// <param name="Optional">Numbers that may be left out.</param>
/// <param name="HasUnit">It has a unit.</param>
/// <param name="HasExcitation">It has the sign of the reactive power.</param>
/// <param name="IsCurve">It has points.</param>
/// <param name="HasTimes">As a scheduled one it can have a start and a length.</param>
public sealed record DerShape(string Member, IReadOnlyList<string> Numbers, IReadOnlyList<string> Optional, bool HasUnit = false, bool HasExcitation = false, bool IsCurve = false, bool HasTimes = true)
{
    private static readonly DerShape _curve = new("curve", [], ["responseTime"], HasUnit: true, IsCurve: true);
    private static readonly DerShape _enterService = new("enterService", ["highVoltage", "lowVoltage", "highFreq", "lowFreq"], ["delay", "randomDelay", "rampRate"], HasTimes: false);
    private static readonly DerShape _droop = new("freqDroop", ["overFreq", "underFreq", "overDroop", "underDroop", "responseTime"], []);
    private static readonly DerShape _absorb = new("fixedPFAbsorb", ["displacement"], [], HasExcitation: true);
    private static readonly DerShape _inject = _absorb with { Member = "fixedPFInject" };
    private static readonly DerShape _fixedVar = new("fixedVar", ["setpoint"], [], HasUnit: true);
    private static readonly DerShape _gradients = new("gradient", ["gradient", "softGradient"], [], HasTimes: false);
    private static readonly DerShape _discharge = new("limitMaxDischarge", ["pctMaxDischargePower"], []);

    /// <summary>DERControlEnumType.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "FreqDroop", "LimitMaxDischarge", "FixedPFInject", "FixedPFAbsorb", "FixedVar", "Gradients", "EnterService", "VoltVar", "VoltWatt", "FreqWatt", "WattPF", "WattVar",
        "HVMustTrip", "HVMayTrip", "HVMomCess", "LVMustTrip", "LVMayTrip", "LVMomCess", "HFMustTrip", "HFMayTrip", "LFMustTrip", "PowerMonitoringMustTrip",
    ];

    /// <summary>DERUnitEnumType.</summary>
    public static IReadOnlyList<string> Units { get; } = ["PctMaxW", "PctMaxVar", "PctWAvail", "PctVarAvail", "PctEffectiveV", "Not_Applicable"];

    /// <summary>Of a type.</summary>
    public static DerShape Of(string type) => type switch
    {
        "EnterService" => _enterService,
        "FreqDroop" => _droop,
        "FixedPFAbsorb" => _absorb,
        "FixedPFInject" => _inject,
        "FixedVar" => _fixedVar,
        "Gradients" => _gradients,
        "LimitMaxDischarge" => _discharge,
        _ => _curve,
    };
}
