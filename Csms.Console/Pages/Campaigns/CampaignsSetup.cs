using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Campaigns;

/// <summary>Firmware in the navigation, for those who may update stations.</summary>
internal static class CampaignsSetup
{
    public static IServiceCollection AddCampaignPages(this IServiceCollection services) => services
        .AddNavEntry<CampaignTexts>("firmware", NavGroup.Manage, 76, CampaignLinks.List, "firmware", Permissions.CommandConfig);
}
