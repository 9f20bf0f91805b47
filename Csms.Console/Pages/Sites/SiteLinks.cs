using Csms.Engine.Energy;

namespace Csms.Console.Pages.Sites;

/// <summary>Addresses of pages that sites lead to.</summary>
public static class SiteLinks
{
    /// <summary>The list.</summary>
    public const string List = "/sites";

    /// <summary>A site.</summary>
    public static string Of(Site site) => $"/sites/{Uri.EscapeDataString(site.Id)}";

    /// <summary>A tab of a site.</summary>
    public static string Of(Site site, string tab) => $"{Of(site)}?tab={tab}";

    /// <summary>A site on the map.</summary>
    public static string Map(Site site) => $"/map?at=site:{Uri.EscapeDataString(site.Id)}";
}
