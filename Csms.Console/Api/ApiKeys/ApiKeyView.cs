using Csms.Console.Security.ApiKeys;

namespace Csms.Console.Api.ApiKeys;

/// <summary>An API key as it may be shown: without the key.</summary>
internal sealed record ApiKeyView(Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, IReadOnlyList<string>? SiteIds, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastUsedAt)
{
    public static ApiKeyView Of(ApiKey key) => new(key.Id, key.Name, key.Prefix, key.Scopes, key.SiteIds, key.CreatedAt, key.ExpiresAt, key.LastUsedAt);
}
