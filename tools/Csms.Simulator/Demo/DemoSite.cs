namespace Csms.Simulator.Demo;

/// <summary>A site of the demo network with its stations.</summary>
/// <param name="Code">Start of the station ids.</param>
/// <param name="Name">Name.</param>
/// <param name="Street">Street and number.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="City">City.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Stations">Its stations.</param>
public sealed record DemoSite(string Code, string Name, string Street, string PostalCode, string City, double Latitude, double Longitude, IReadOnlyList<DemoStation> Stations);
