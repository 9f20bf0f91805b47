using Csms.Engine.Units;

namespace Csms.Engine.Incidents;

/// <summary>The register of a charging session and since when it has stood there.</summary>
internal sealed record EnergyMark(SessionId Session, long Wh, DateTimeOffset Since);
