using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>A station of a job.</summary>
/// <param name="Id">The station; it may be gone by now.</param>
/// <param name="SiteId">Its site when the job was made: decides who sees the job.</param>
public sealed record FieldStation(StationId Id, string? SiteId);
