namespace Csms.Console.Security.ApiKeys;

/// <summary>What a new key shall be.</summary>
internal sealed record NewApiKey(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string>? SiteIds, DateTimeOffset? ExpiresAt);
