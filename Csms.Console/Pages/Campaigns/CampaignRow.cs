using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Pages.Campaigns;

/// <summary>A station of a campaign with what it told.</summary>
public sealed record CampaignRow(BulkItem Item, FirmwareUpdate? Update);
