namespace Csms.Engine.Stations;

/// <summary>A state that an EVSE once took.</summary>
/// <param name="At">When we heard; UTC.</param>
/// <param name="Status">ConnectorStatusEnumType, or 1.6's word where it says more.</param>
/// <param name="ErrorCode">Error code with it.</param>
public sealed record PastEvseState(DateTimeOffset At, string Status, string? ErrorCode);
