using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>What of a command may be shown and kept.</summary>
internal static partial class CommandText
{
    private const string Hidden = "•••";

    private static readonly HashSet<string> _addresses = ["location", "remoteLocation", "ocppCsmsUrl", "url"];

    /// <summary>The body without values of variables and members that hold secrets, and without users and passwords in addresses.</summary>
    public static JsonObject WithoutSecrets(JsonObject body)
    {
        var copy = (JsonObject)body.DeepClone();
        foreach (var item in copy["setVariableData"] as JsonArray ?? [])
        {
            if (item is JsonObject data && (string?)data["variable"]?["name"] is { } name && IsSecret(name)) data["attributeValue"] = Hidden;
        }
        if (copy["connectionData"] is JsonObject connection)
        {
            foreach (var owner in new[] { connection, connection["apn"] as JsonObject, connection["vpn"] as JsonObject }.OfType<JsonObject>())
                foreach (var secret in owner.Select(member => member.Key).Where(IsSecretMember).ToList()) owner[secret] = Hidden;
        }
        foreach (var (owner, member, address) in Addresses(copy).ToList()) owner[member] = UserInfo().Replace(address, $"$1{Hidden}@");
        return copy;
    }

    /// <summary>Whether a body sets a secret, by the same rule as it is shown.</summary>
    public static bool HasSecret(JsonObject body) => !JsonNode.DeepEquals(body, WithoutSecrets(body));

    /// <summary>Whether an address of a body names a user or a password.</summary>
    public static bool HasCredentials(JsonObject body) => Addresses(body).Any(each => UserInfo().IsMatch(each.Address));

    /// <summary>The body as the audit log keeps it: without secrets, and without the customer of whom a station is to report or clear data (N09, N10), since it is kept for good.</summary>
    public static JsonNode? ForAudit(string action, JsonNode? body)
    {
        if (body is not JsonObject members) return body;
        var copy = WithoutSecrets(members);
        foreach (var customer in copy.Select(member => member.Key).Where(name => RawCalls.IsOfCustomer(action, name)).ToList()) copy[customer] = Hidden;
        return copy;
    }

    /// <summary>Members of a network profile whose value is a secret (2.1 NetworkConnectionProfileType, APNType, VPNType).</summary>
    public static bool IsSecretMember(string member) => member is "basicAuthPassword" or "apnPassword" or "simPin" or "password" or "key";

    /// <summary>Names of variables whose value is a secret (OCPP 2.1 Part 2 appendix; AuthorizationKey of 1.6).</summary>
    public static bool IsSecret(string variable) =>
        variable.Contains("Password", StringComparison.OrdinalIgnoreCase) || variable.Contains("AuthorizationKey", StringComparison.OrdinalIgnoreCase) || variable.Equals("SimPin", StringComparison.OrdinalIgnoreCase) || variable.Equals("VpnKey", StringComparison.OrdinalIgnoreCase);

    /// <summary>A short line of the frame's payload: members and values without braces.</summary>
    public static string Brief(string payload, int length = 90)
    {
        if (JsonNode.Parse(payload) is not JsonObject node) return payload.Length > length ? payload[..length] : payload;
        var text = string.Join("  ", Flat(node).Take(6));
        return text.Length > length ? text[..length] + "…" : text;
    }

    private static IEnumerable<(JsonObject Owner, string Member, string Address)> Addresses(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => _addresses.Contains(member.Key) && member.Value is JsonValue value && value.TryGetValue<string>(out var address)
            ? [(members, member.Key, address)] : Addresses(member.Value)),
        JsonArray items => items.SelectMany(Addresses),
        _ => [],
    };

    [GeneratedRegex(@"^(\s*[a-z][a-z0-9+.\-]*://)[^/?#]*@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

    private static IEnumerable<string> Flat(JsonObject node)
    {
        foreach (var (name, value) in node)
        {
            if (value is JsonValue simple && name is not ("timestamp" or "seqNo")) yield return simple.ToString();
            else if (value is JsonObject inner)
                foreach (var text in Flat(inner)) yield return text;
        }
    }
}
