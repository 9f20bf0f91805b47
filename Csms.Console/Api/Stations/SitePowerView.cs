namespace Csms.Console.Api.Stations;

/// <summary>Power by the minute.</summary>
/// <param name="SiteId">Of this site; null: of all that the caller may see.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC, not included.</param>
/// <param name="Points">Oldest first; minutes that were not recorded are not there.</param>
internal sealed record SitePowerView(string? SiteId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<PowerPointView> Points);
