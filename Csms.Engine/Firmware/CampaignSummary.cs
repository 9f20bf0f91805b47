using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Engine.Firmware;

/// <summary>A campaign with its run and its counts, as far as the reader may see its stations.</summary>
public sealed record CampaignSummary(FirmwareCampaign Campaign, BulkRun Run, BulkTally Tally);
