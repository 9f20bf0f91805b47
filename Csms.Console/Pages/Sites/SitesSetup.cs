using Csms.Console.Layout;
using Csms.Console.Pages.Timeline;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Sites;

/// <summary>Site pages in the navigation.</summary>
internal static class SitesSetup
{
    public static IServiceCollection AddSitePages(this IServiceCollection services) => services
        .AddSingleton<TimelineReader>()
        .AddNavEntry<SiteTexts>("sites", NavGroup.Energy, 50, "/sites", "site", Permissions.StationsRead);
}
