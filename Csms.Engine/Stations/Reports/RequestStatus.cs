namespace Csms.Engine.Stations.Reports;

/// <summary>A notice of progress.</summary>
/// <param name="At">When it was received; UTC.</param>
/// <param name="Action">The message that brought it, as spelt on the wire.</param>
/// <param name="Status">The station's word.</param>
public sealed record RequestStatus(DateTimeOffset At, string Action, string Status);
