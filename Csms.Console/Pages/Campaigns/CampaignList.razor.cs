using Csms.Engine.Firmware;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Campaigns;

/// <summary>Firmware campaigns, newest first, with how far each is.</summary>
public sealed partial class CampaignList
{
    [Inject] private FirmwareCampaigns Campaigns { get; set; } = null!;

    /// <inheritdoc />
    protected override Task<IReadOnlyList<CampaignSummary>> ReadAsync(IReadOnlyCollection<string>? sites, bool? open, int most) => Campaigns.ListAsync(sites, open, null, most, CancellationToken.None);
}
