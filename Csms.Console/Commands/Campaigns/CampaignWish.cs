using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Campaigns;

/// <summary>A firmware campaign as a person or program asks for it.</summary>
/// <param name="Name">For people; empty: after the image.</param>
/// <param name="Image">What goes out.</param>
/// <param name="Signed">With certificate and signature of the image.</param>
/// <param name="Stations">To whom, in this order.</param>
/// <param name="Pace">In which steps.</param>
/// <param name="Window">When updates may begin, in the zone of each site; null: at any time.</param>
/// <param name="WaitsForAway">Stations that are away keep their place.</param>
/// <param name="Patience">From the order to the new version.</param>
/// <param name="Lasts">After it nobody else has a turn.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="Reset">When OCPP 1.6 stations are reset.</param>
/// <param name="RetryOf">The campaign whose failed stations this one tries again.</param>
public sealed record CampaignWish(
    string Name, FirmwareImage Image, bool Signed, IReadOnlyList<StationId> Stations, BulkPace Pace, CampaignWindow? Window, bool WaitsForAway, TimeSpan Patience, TimeSpan Lasts, string? Reason, CampaignReset Reset = CampaignReset.Never, Guid? RetryOf = null);
