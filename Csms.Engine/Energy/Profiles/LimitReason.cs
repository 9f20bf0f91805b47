using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>The profile that a limit comes from.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="EvseId">Where it is installed; 0: the station.</param>
/// <param name="ProfileId">Which.</param>
/// <param name="Source">Who set it: "CSO" is us.</param>
public sealed record LimitReason(ProfilePurpose Purpose, int EvseId, int ProfileId, string Source);
