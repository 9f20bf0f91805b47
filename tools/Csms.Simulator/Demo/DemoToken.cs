namespace Csms.Simulator.Demo;

/// <summary>A token of the demo drivers, for the host to register before the stations come.</summary>
/// <param name="Value">idToken.</param>
/// <param name="Type">Type in 2.1 words.</param>
/// <param name="Driver">Who holds it.</param>
/// <param name="Group">Group, null = none.</param>
/// <param name="Status">Accepted or Blocked.</param>
public sealed record DemoToken(string Value, string Type, string Driver, string? Group = null, string Status = "Accepted");
