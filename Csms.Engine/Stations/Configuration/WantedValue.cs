namespace Csms.Engine.Stations.Configuration;

/// <summary>A value that a template wants.</summary>
/// <param name="Address">Where; a key of 1.6 that 2.x has too under its name of 2.x.</param>
/// <param name="Value">Which.</param>
public sealed record WantedValue(VariableAddress Address, string Value);
