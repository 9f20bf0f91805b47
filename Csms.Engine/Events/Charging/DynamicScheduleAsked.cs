namespace Csms.Engine.Events.Charging;

/// <summary>
/// PullDynamicScheduleUpdate: the station asks for the values of a dynamic profile (2.1 K28). Answered by <see cref="DynamicScheduleAnswer"/>; by
/// <see cref="Acknowledged"/>, on the wire Rejected, where nobody knows the profile.
/// </summary>
/// <param name="ProfileId">Which.</param>
public sealed record DynamicScheduleAsked(int ProfileId) : StationMessage;
