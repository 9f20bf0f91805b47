namespace Csms.Simulator.Vehicle;

/// <summary>One corner of a charging curve: the power the battery takes at a state of charge.</summary>
/// <param name="Soc">State of charge in percent.</param>
/// <param name="PowerKw">Highest charging power in kW.</param>
public readonly record struct CurvePoint(double Soc, double PowerKw);
