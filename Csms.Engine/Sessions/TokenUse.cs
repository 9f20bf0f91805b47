using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What a token has done at one station.</summary>
/// <param name="Station">Where; the station may be gone.</param>
/// <param name="Sessions">How many sessions, running ones too.</param>
/// <param name="EnergyWh">What the ended ones took, Wh.</param>
/// <param name="LastAt">When the latest began.</param>
public sealed record TokenUse(StationId Station, int Sessions, long EnergyWh, DateTimeOffset LastAt);
