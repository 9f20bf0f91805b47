using Csms.Engine.Events.Charging;

namespace Csms.Console.Pages.Charging;

/// <summary>A step of a schedule as it is typed. Amounts are kW or A, as the schedule has it.</summary>
public sealed class PeriodDraft
{
    /// <summary>From the start of the schedule on: "8:00", hours and minutes.</summary>
    public string From { get; set; } = "0:00";

    /// <summary>Most that may be drawn; with values for L2 and L3 that of L1.</summary>
    public string Limit { get; set; } = "";

    /// <summary>Most that may be drawn on L2; empty: not told by phase (2.1).</summary>
    public string LimitL2 { get; set; } = "";

    /// <summary>Most that may be drawn on L3.</summary>
    public string LimitL3 { get; set; } = "";

    /// <summary>Phases that may be used; null: all.</summary>
    public int? Phases { get; set; }

    /// <summary>Which phase, where only one may be used; null: the station's choice (2.x).</summary>
    public int? PhaseToUse { get; set; }

    /// <summary>How the car is operated; null: it only charges (2.1).</summary>
    public OperationMode? Mode { get; set; }

    /// <summary>What the car follows; negative: it gives back (2.1).</summary>
    public string Setpoint { get; set; } = "";

    /// <summary>On L2.</summary>
    public string SetpointL2 { get; set; } = "";

    /// <summary>On L3.</summary>
    public string SetpointL3 { get; set; } = "";

    /// <summary>Most that may be given back, 0 or negative (2.1).</summary>
    public string Discharge { get; set; } = "";

    /// <summary>On L2.</summary>
    public string DischargeL2 { get; set; } = "";

    /// <summary>On L3.</summary>
    public string DischargeL3 { get; set; } = "";

    /// <summary>On top of it the curves are added, kW (2.1).</summary>
    public string Baseline { get; set; } = "";

    /// <summary>Power by the frequency of the grid: "49.8=5; 50=0", Hz and kW (2.1).</summary>
    public string FrequencyCurve { get; set; } = "";

    /// <summary>Power by the frequency restoration signal: "-10=-5; 10=5", kW (2.1).</summary>
    public string SignalCurve { get; set; } = "";

    /// <summary>The EVSE may switch off its electronics (2.1).</summary>
    public bool EvseSleep { get; set; }
}
