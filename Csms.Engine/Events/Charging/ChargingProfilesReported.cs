using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>ReportChargingProfiles: a part of the answer to GetChargingProfiles (2.1 K09). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="RequestId">Of the request that asked.</param>
/// <param name="EvseId">Where these profiles are installed; 0: the station.</param>
/// <param name="Source">Who set them: "CSO" is us, "EMS", "SO", "Other" are not.</param>
/// <param name="MoreToCome">The tbc member: further parts follow.</param>
/// <param name="Profiles">The profiles.</param>
public sealed record ChargingProfilesReported(int RequestId, int EvseId, string Source, bool MoreToCome, ImmutableArray<ChargingProfile> Profiles) : StationMessage;
