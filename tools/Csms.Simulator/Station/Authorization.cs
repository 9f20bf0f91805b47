namespace Csms.Simulator.Station;

/// <summary>A token admitted to an EVSE.</summary>
/// <param name="Token">The token.</param>
/// <param name="Group">Its group, when known.</param>
/// <param name="At">When it was admitted.</param>
/// <param name="RemoteStartId">Set when a remote start brought it (2.x).</param>
/// <param name="IsRemote">True for a remote start.</param>
public sealed record Authorization(IdToken Token, string? Group, DateTimeOffset At, int? RemoteStartId = null, bool IsRemote = false);
