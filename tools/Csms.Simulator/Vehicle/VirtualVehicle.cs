namespace Csms.Simulator.Vehicle;

/// <summary>An electric vehicle: battery, curve, on-board charger and the driver's target.</summary>
public sealed class VirtualVehicle
{
    /// <summary>Nominal voltage phase to neutral.</summary>
    public const double GridVoltageV = 230;

    private const double AcEfficiency = 0.92;
    private const double DcEfficiency = 0.96;

    /// <summary>Name shown in lists.</summary>
    public string Name { get; init; } = "Sedan";

    /// <summary>Usable battery in kWh.</summary>
    public double BatteryKwh { get; init; } = 60;

    /// <summary>State of charge in percent.</summary>
    public double Soc { get; set; } = 30;

    /// <summary>The vehicle stops taking energy at this state of charge (percent).</summary>
    public double TargetSoc { get; set; } = 100;

    /// <summary>DC power over state of charge.</summary>
    public ChargingCurve Curve { get; init; } = new(new(0, 90), new(10, 120), new(40, 110), new(60, 80), new(80, 45), new(95, 12), new(100, 4));

    /// <summary>Current limit of the on-board charger in A a phase.</summary>
    public double AcMaxA { get; init; } = 16;

    /// <summary>Phases of the on-board charger (1 to 3).</summary>
    public int AcPhases { get; init; } = 3;

    /// <summary>The contract it charges by without a card; null: it has none.</summary>
    public VehicleContract? Contract { get; set; }

    /// <summary>True while the driver or the vehicle holds charging back although energy is offered.</summary>
    public bool IsPaused { get; set; }

    /// <summary>True when the target is reached.</summary>
    public bool IsFull => Soc >= Math.Min(TargetSoc, 100) - 1e-9;

    /// <summary>What the vehicle draws from an offer at its present state of charge.</summary>
    public PowerDraw Draw(PowerOffer offer)
    {
        if (offer.IsDc)
        {
            var voltage = 330 + 0.9 * Soc;
            if (offer.IsNothing || IsPaused || IsFull) return new PowerDraw(0, 0, voltage, 0);
            var power = Math.Min(offer.MaxW, Curve.PowerKwAt(Soc) * 1000);
            return new PowerDraw(power, power / voltage, voltage, 0);
        }
        var phases = Math.Min(offer.Phases, AcPhases);
        if (offer.IsNothing || IsPaused || IsFull) return new PowerDraw(0, 0, GridVoltageV, phases);
        // The last two percent balance the cells: the on-board charger tapers towards its minimum.
        var taper = Soc > 98 ? Math.Max(0.3, (100 - Soc) / 2) : 1;
        var current = Math.Min(offer.MaxA, AcMaxA * taper);
        current = Math.Min(current, offer.MaxW / (phases * GridVoltageV));
        return new PowerDraw(current * phases * GridVoltageV, current, GridVoltageV, phases);
    }

    /// <summary>Takes energy measured at the outlet, in Wh; losses stay in cable and charger.</summary>
    public void Take(double energyWh, bool isDc)
    {
        var stored = energyWh * (isDc ? DcEfficiency : AcEfficiency);
        Soc = Math.Min(100, Soc + stored / (BatteryKwh * 10));
    }
}
