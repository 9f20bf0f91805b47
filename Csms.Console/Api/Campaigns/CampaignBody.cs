using Csms.Console.Api.Bulk;

namespace Csms.Console.Api.Campaigns;

/// <summary>Body of POST /firmware-campaigns, for the document.</summary>
/// <param name="Name">For people; after the image when absent.</param>
/// <param name="ImageId">The image.</param>
/// <param name="Signed">With certificate and signature of the image; when nothing is said, as the image has them.</param>
/// <param name="Stations">Identities; either these or filter.</param>
/// <param name="Filter">What the stations have to match; {} is all that the key sees.</param>
/// <param name="DryRun">true: nothing is started, the answer says who would take part.</param>
/// <param name="Canary">Stations that go first and alone; default 1.</param>
/// <param name="BatchSize">Stations at a time; default 10.</param>
/// <param name="PauseSeconds">Seconds between batches; default 60.</param>
/// <param name="StopAtPercent">Share of failures that stops the campaign; null: never. Default 20.</param>
/// <param name="Window">Hours in which updates may begin, in the time zone of each site; null or absent: at any time.</param>
/// <param name="WaitForOffline">Stations that are offline keep their place; default true. false leaves them out.</param>
/// <param name="MinutesPerStation">How long a station has from the order to the new version, 1 to 1440; default 60.</param>
/// <param name="ResetWhen">OCPP 1.6 stations are reset when they have told this: downloaded or installed, in the window and while no session runs; null or absent: never.</param>
/// <param name="Days">After so many days nobody else has a turn, 1 to 90; default 7.</param>
/// <param name="Reason">Why.</param>
internal sealed record CampaignBody(
    string? Name, Guid ImageId, bool? Signed, IReadOnlyList<string>? Stations, BulkFilterBody? Filter, bool? DryRun, int? Canary, int? BatchSize, int? PauseSeconds, int? StopAtPercent,
    CampaignWindowBody? Window, bool? WaitForOffline, int? MinutesPerStation, string? ResetWhen, int? Days, string? Reason);
