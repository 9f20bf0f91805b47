using Csms.Engine.LiveView;

namespace Csms.Console.Security;

/// <summary>What a person may see, in the words of the live board.</summary>
public static class LiveScopes
{
    /// <summary>The stations on which a permission is held.</summary>
    public static LiveScope Live(this AccessScope scope, string permission = Permissions.StationsRead)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var sites = scope.Sites(permission);
        return sites.All ? LiveScope.All : new LiveScope(sites.Contains);
    }

    /// <summary>The sites on which a permission is held, as queries take them; null: all.</summary>
    public static IReadOnlyCollection<string>? SiteIds(this AccessScope scope, string permission)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var sites = scope.Sites(permission);
        return sites.All ? null : sites.Ids;
    }
}
