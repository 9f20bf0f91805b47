using Csms.Console.Security;

namespace Csms.Console.Layout;

/// <summary>Where a person's day begins: the page of what the role does all day (CONSOLE.md, People), if it is there and allowed.</summary>
internal static class StartPage
{
    private const string Overview = "/overview", Stations = "/stations", Sessions = "/sessions", RunningSessions = "/sessions?state=active";

    // Who holds several roles begins where the first of these does.
    private static readonly (Role Role, string Href)[] _begins =
    [
        (Role.Administrator, Overview),
        (Role.Operator, Overview),
        (Role.SiteManager, Overview),
        (Role.Technician, Stations),
        (Role.Support, RunningSessions),
        (Role.Finance, Sessions),
        (Role.Viewer, Overview),
    ];

    /// <summary>The address; null: the person may use no page at all.</summary>
    /// <param name="scope">Who it is.</param>
    /// <param name="pages">Pages that this scope may use, in the order of the navigation.</param>
    public static string? Of(AccessScope scope, IReadOnlyList<NavEntry> pages)
    {
        foreach (var (role, href) in _begins)
        {
            if (!scope.Roles.Contains(role)) continue;
            // Whoever manages a single site begins there.
            if (role == Role.SiteManager && scope.Sites(Permissions.StationsWrite) is { All: false, Ids.Count: 1 } own) return $"/sites/{Uri.EscapeDataString(own.Ids.Single())}";
            if (pages.Any(page => page.Href == href.Split('?')[0])) return href;
        }
        return pages.Count == 0 ? null : pages[0].Href;
    }
}
