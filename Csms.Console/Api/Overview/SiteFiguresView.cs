namespace Csms.Console.Api.Overview;

/// <summary>A site now.</summary>
/// <param name="SiteId">Which.</param>
/// <param name="Name">For people.</param>
/// <param name="Totals">Its sums.</param>
/// <param name="ShareOfGridLimit">Share of its grid connection that is drawn, 0 to 1; null: no limit was entered.</param>
internal sealed record SiteFiguresView(string SiteId, string Name, TotalsView Totals, double? ShareOfGridLimit);
