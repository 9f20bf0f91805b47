namespace Csms.Console.Security.ApiKeys;

/// <summary>
/// What people and keys that manage keys may do with them; pages and the API go through it. Nobody gives a key a scope or a site that they
/// do not have themselves, and nobody deletes a key that has more: else keys.manage alone would be everything. A key that was made before
/// keeps what it has.
/// </summary>
internal sealed class KeyDesk(ApiKeyStore store)
{
    /// <summary>Whether the caller manages keys at every one of these sites; null or none: everywhere.</summary>
    public static bool Manages(AccessScope scope, IReadOnlyCollection<string>? siteIds) => Has(scope, Permissions.KeysManage, siteIds);

    /// <summary>Those of the wanted scopes that the caller does not have at every one of these sites.</summary>
    public static IReadOnlyList<string> Beyond(AccessScope scope, IEnumerable<string> wanted, IReadOnlyCollection<string>? siteIds) =>
        [.. wanted.Where(permission => Opens(permission, siteIds) && !Has(scope, permission, siteIds))];

    /// <summary>The keys that the caller manages, by name.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(AccessScope scope, CancellationToken cancellation = default) =>
        [.. (await store.ListAsync(cancellation)).Where(key => Manages(scope, key.SiteIds))];

    /// <summary>Makes a key; null: it would have more than the caller. Its text is given back here and never again.</summary>
    public async Task<(ApiKey Key, string Text)?> CreateAsync(NewApiKey wanted, AccessScope scope, CancellationToken cancellation = default) =>
        Covers(scope, wanted.Scopes, wanted.SiteIds) ? await store.CreateAsync(wanted, scope.Actor, cancellationToken: cancellation) : null;

    /// <summary>Deletes a key; null: done.</summary>
    public async Task<KeyRefusal?> DeleteAsync(Guid id, AccessScope scope, CancellationToken cancellation = default)
    {
        if ((await ListAsync(scope, cancellation)).FirstOrDefault(one => one.Id == id) is not { } key) return KeyRefusal.Gone;
        if (!Covers(scope, key.Scopes, key.SiteIds)) return KeyRefusal.NotYours;
        return await store.DeleteAsync(id, scope.Actor, cancellation) ? null : KeyRefusal.Gone;
    }

    private static bool Covers(AccessScope scope, IEnumerable<string> scopes, IReadOnlyCollection<string>? siteIds) => Manages(scope, siteIds) && Beyond(scope, scopes, siteIds).Count == 0;

    // A scope of an older version, or one of the network on a key of some sites, opens nothing that anybody would have to have.
    private static bool Opens(string permission, IReadOnlyCollection<string>? siteIds) => Permissions.Table.ContainsKey(permission) && (siteIds is not { Count: > 0 } || !Permissions.OfNetwork.Contains(permission));

    private static bool Has(AccessScope scope, string permission, IReadOnlyCollection<string>? siteIds) =>
        siteIds is { Count: > 0 } ? siteIds.All(site => scope.Can(permission, site)) : scope.Sites(permission).All;
}
