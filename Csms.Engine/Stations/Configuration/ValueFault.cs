namespace Csms.Engine.Stations.Configuration;

/// <summary>What is wrong with a value that somebody wants to set.</summary>
/// <param name="Kind">What.</param>
/// <param name="Bound">The limit or list it breaks.</param>
public sealed record ValueFault(ValueFaultKind Kind, string? Bound = null);
