using Csms.Engine.Events;

namespace Csms.Console.Commands;

/// <summary>Limits of a session as a person fills them in, in kWh, minutes and %. No I/O.</summary>
public sealed class LimitDraft
{
    /// <summary>Energy, kWh.</summary>
    public decimal? KilowattHours { get; set; }
    /// <summary>Time since the start, minutes.</summary>
    public int? Minutes { get; set; }
    /// <summary>State of charge, %.</summary>
    public int? Percent { get; set; }
    /// <summary>Cost, in the currency of the tariff.</summary>
    public decimal? Cost { get; set; }

    /// <summary>The limits; only without a fault.</summary>
    public TransactionLimits Limits => new(Cost, KilowattHours * 1000, Minutes * 60, Percent);
    /// <summary>The energy is out of range.</summary>
    public bool IsEnergyWrong => KilowattHours is < 0.001m or > LimitDesk.MostEnergyWh / 1000m;
    /// <summary>The time is out of range.</summary>
    public bool IsTimeWrong => Minutes is < 1 or > LimitDesk.MostSeconds / 60;
    /// <summary>The state of charge is out of range.</summary>
    public bool IsSocWrong => Percent is < 1 or > 100;
    /// <summary>The cost is out of range.</summary>
    public bool IsCostWrong => Cost is < 0 or > LimitDesk.MostCost;
    /// <summary>Something is out of range.</summary>
    public bool IsWrong => IsEnergyWrong || IsTimeWrong || IsSocWrong || IsCostWrong;

    /// <summary>What holds or is wanted now, to be changed.</summary>
    public static LimitDraft Of(TransactionLimits? now) => new() { KilowattHours = now?.MaxEnergyWh / 1000, Minutes = now?.MaxTimeSeconds / 60, Percent = now?.MaxSocPercent, Cost = now?.MaxCost };
}
