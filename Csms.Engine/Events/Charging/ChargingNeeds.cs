using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>What an EV asks for over ISO 15118 (2.1 ChargingNeedsType), as far as a schedule is made from it.</summary>
public sealed record ChargingNeeds
{
    /// <summary>EnergyTransferModeEnumType: "AC_three_phase", "DC_BPT"…</summary>
    public required string Transfer { get; init; }

    /// <summary>Modes that the EV could use as well (2.1).</summary>
    public ImmutableArray<string> Available { get; init; } = [];

    /// <summary>Direct current.</summary>
    public bool IsDc { get; init; }

    /// <summary>Phases of the mode; 0: DC.</summary>
    public int Phases { get; init; }

    /// <summary>When it is to leave; null: not told.</summary>
    public DateTimeOffset? DepartureAt { get; init; }

    /// <summary>Energy wanted until then, Wh; null: not told.</summary>
    public decimal? EnergyWh { get; init; }

    /// <summary>Most it can take, W; null: not told.</summary>
    public decimal? MaxPowerW { get; init; }

    /// <summary>Most current it can take, A a phase (AC) or of the line (DC).</summary>
    public decimal? MaxCurrentA { get; init; }

    /// <summary>Least current it can charge with, A a phase (AC).</summary>
    public decimal? MinCurrentA { get; init; }

    /// <summary>Most it can give back, W, positive; null: it can't, or does not say.</summary>
    public decimal? MaxDischargeW { get; init; }

    /// <summary>State of charge, percent.</summary>
    public int? SocPercent { get; init; }

    /// <summary>State of charge at which it counts as full, percent.</summary>
    public int? FullSocPercent { get; init; }

    /// <summary>Most entries of a schedule it can read; null or 0: not told.</summary>
    public int? MaxEntries { get; init; }

    /// <summary>ScheduledControl or DynamicControl (ISO 15118-20).</summary>
    public string? ControlMode { get; init; }

    /// <summary>Grid controls that the car's own inverter follows, DERControlEnumType (2.1 R02, R03); null: not told, or its inverter is the station's (R01).</summary>
    public IReadOnlyList<string>? DerControls { get; init; }
}
