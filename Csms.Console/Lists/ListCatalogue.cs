using System.Collections.Frozen;
using Csms.Console.Security;

namespace Csms.Console.Lists;

/// <summary>The lists that keep views and columns, and who may see each: a view is a filter, and a filter may name a driver.</summary>
internal static class ListCatalogue
{
    private static readonly FrozenDictionary<string, string> _permissions = new Dictionary<string, string>
    {
        ["stations"] = Permissions.StationsRead,
        ["sessions"] = Permissions.SessionsRead,
        ["incidents"] = Permissions.IncidentsRead,
        ["tokens"] = Permissions.TokensRead,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = [.. _permissions.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether somebody sees the list at all.</summary>
    public static bool IsSeen(string list, AccessScope who) => _permissions.TryGetValue(list, out var permission) && who.Can(permission);
}
