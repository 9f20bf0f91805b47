using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>A station that a bulk run is meant for.</summary>
/// <param name="Station">The station.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="LeftOut">Why it takes no part; null: it does.</param>
public sealed record BulkTarget(StationId Station, string? SiteId, BulkLeftOut? LeftOut = null);
