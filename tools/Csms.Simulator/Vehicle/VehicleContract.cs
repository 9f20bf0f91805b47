namespace Csms.Simulator.Vehicle;

/// <summary>A charging contract that a vehicle carries (ISO 15118, Plug and Charge).</summary>
/// <param name="Emaid">Its number.</param>
/// <param name="Certificate">The contract certificate and the CAs below its root, PEM, leaf first: what the vehicle shows.</param>
public sealed record VehicleContract(string Emaid, string Certificate);
