using Csms.Console.Security;

namespace Csms.Console.Api.ApiKeys;

/// <summary>Body of POST /api/v1/api-keys.</summary>
/// <param name="Name">What the key is for.</param>
/// <param name="Scopes">Permissions it carries.</param>
/// <param name="SiteIds">Sites it is held to; absent means everywhere.</param>
/// <param name="ExpiresAt">When it stops working; absent never.</param>
internal sealed record ApiKeyRequest(string? Name, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? SiteIds, DateTimeOffset? ExpiresAt)
{
    public Dictionary<string, string[]> Faults(DateTimeOffset now)
    {
        var faults = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 120) faults["name"] = ["A name of 1 to 120 characters is needed."];
        var unknown = (Scopes ?? []).Where(scope => !Permissions.Table.ContainsKey(scope)).ToList();
        if (Scopes is null or { Count: 0 }) faults["scopes"] = [$"At least one of: {string.Join(", ", Permissions.All)}."];
        else if (unknown.Count > 0) faults["scopes"] = [$"Not known: {string.Join(", ", unknown)}."];
        if (ExpiresAt <= now) faults["expiresAt"] = ["Lies in the past."];
        return faults;
    }
}
