namespace Csms.Engine.Ocpp.Wire;

/// <summary>A tolerated departure from the schema and where it stands.</summary>
public sealed record WireDeviation(WireDeviationKind Kind, string Path);
