using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Energy;
using Csms.Engine.Units;

namespace Csms.Console.Api.Users;

/// <summary>Reads people and their roles out of a body.</summary>
internal static class UserReading
{
    private const int LongestName = 120, LongestEmail = 256;

    /// <summary>A name, not blank.</summary>
    public static Named<string> Name(this BodyReader reader)
    {
        var name = reader.Text("displayName", LongestName, nullable: false);
        if (name.Is && string.IsNullOrWhiteSpace(name.Value)) reader.Fault("displayName", "A name is needed.");
        return name;
    }

    /// <summary>Somebody new; null with the faults in the reader.</summary>
    public static (string Email, string Name, List<GrantWish> Grants)? Person(this BodyReader reader, JsonBody body, SiteDirectory sites)
    {
        var (email, name, grants) = (reader.Text("email", LongestEmail, nullable: false), reader.Name(), reader.Grants(body, sites, []));
        if (email.Value is not { } address || !UserDesk.IsEmail(address)) reader.Fault("email", "An e-mail address is needed.");
        if (!name.Is) reader.Fault("displayName", "A name is needed.");
        if (grants.Value is not { Count: > 0 }) reader.Fault("grants", "At least one role is needed.");
        return reader.Faults.Count > 0 ? null : (email.Value!.Trim(), name.Value!.Trim(), grants.Value!);
    }

    /// <summary>The roles of a body.</summary>
    public static Named<List<GrantWish>> Grants(this BodyReader reader, JsonBody body, SiteDirectory sites, IReadOnlyCollection<GrantWish> held)
    {
        if (!body.Root.TryGetProperty("grants", out var list)) return default;
        var grants = new List<GrantWish>();
        if (list.ValueKind != JsonValueKind.Array)
        {
            reader.Fault("grants", "This must be a list.");
            return default;
        }

        foreach (var each in list.EnumerateArray())
        {
            var site = each.ValueKind == JsonValueKind.Object && each.TryGetProperty("siteId", out var given) ? given : default;
            if (each.ValueKind != JsonValueKind.Object || !each.TryGetProperty("role", out var word) || word.ValueKind != JsonValueKind.String || !EnumName.TryFind<Role>(word.GetString()!, out var role)
                || site.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String))
            {
                reader.Fault("grants", $"Objects with role (one of {string.Join(", ", Enum.GetNames<Role>())}) and siteId (a site, or null for everywhere) are needed.");
                return default;
            }

            var grant = new GrantWish(role, site.ValueKind == JsonValueKind.String ? site.GetString() : null);
            // Of a site that is gone a role may stay; it can't be given anew.
            if (grant.SiteId is { } id && sites.Find(id) is null && !held.Contains(grant)) reader.Fault("grants", $"There is no site {id}.");
            grants.Add(grant);
        }

        return new(true, grants);
    }
}
