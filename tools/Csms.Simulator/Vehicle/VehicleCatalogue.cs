namespace Csms.Simulator.Vehicle;

/// <summary>Invented vehicles of the kinds met on the road.</summary>
public static class VehicleCatalogue
{
    /// <summary>Names accepted by <see cref="Create"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["city", "sedan", "suv", "express", "van", "hybrid", "truck"];

    /// <summary>A new vehicle of a kind; unknown names give the sedan.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="soc">State of charge at arrival, percent.</param>
    /// <param name="targetSoc">Where the driver stops, percent.</param>
    public static VirtualVehicle Create(string name, double soc = 30, double targetSoc = 100) => name switch
    {
        "city" => new() { Name = "City", BatteryKwh = 36, AcMaxA = 32, AcPhases = 1, Soc = soc, TargetSoc = targetSoc, Curve = new(new(0, 40), new(50, 37), new(80, 24), new(100, 3)) },
        "suv" => new() { Name = "SUV", BatteryKwh = 82, Soc = soc, TargetSoc = targetSoc, Curve = new(new(0, 100), new(8, 150), new(45, 140), new(70, 80), new(85, 40), new(100, 4)) },
        "express" => new() { Name = "Express 800 V", BatteryKwh = 90, Soc = soc, TargetSoc = targetSoc, Curve = new(new(0, 160), new(5, 265), new(45, 250), new(60, 170), new(80, 90), new(92, 30), new(100, 5)) },
        "van" => new() { Name = "Van", BatteryKwh = 68, Soc = soc, TargetSoc = targetSoc, Curve = new(new(0, 80), new(60, 78), new(80, 45), new(100, 4)) },
        "hybrid" => new() { Name = "Plug-in hybrid", BatteryKwh = 14, AcPhases = 1, Soc = soc, TargetSoc = targetSoc, Curve = new(new CurvePoint(0, 40), new(100, 10)) },
        "truck" => new() { Name = "Truck", BatteryKwh = 420, AcMaxA = 32, Soc = soc, TargetSoc = targetSoc, Curve = new(new(0, 250), new(10, 350), new(70, 320), new(85, 140), new(100, 10)) },
        _ => new() { Name = "Sedan", BatteryKwh = 60, Soc = soc, TargetSoc = targetSoc },
    };
}
