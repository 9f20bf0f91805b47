using Csms.Console.Commands.Bulk;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Commands.Campaigns;

/// <summary>What became of the wish for a campaign.</summary>
/// <param name="Run">Its run; null: no station can take part, and nothing was started.</param>
/// <param name="Preview">Who takes part and who not.</param>
public sealed record CampaignStart(BulkRun? Run, BulkPreview Preview);
