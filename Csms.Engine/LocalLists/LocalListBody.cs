using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Engine.LocalLists;

/// <summary>SendLocalList in the words of 2.1, written and read. Pure.</summary>
internal static class LocalListBody
{
    /// <summary>idTokenInfo of a token as the list says it.</summary>
    /// <param name="token">Which.</param>
    /// <param name="station">On whose list.</param>
    /// <param name="plain">Without what a list can do without: languages and priority, which 1.6 can't say.</param>
    public static string InfoOf(TokenEntry token, StationId station, bool plain)
    {
        var info = new JsonObject { ["status"] = "Accepted" };
        if (token.ExpiresAt is { } expires) info["cacheExpiryDateTime"] = expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        if (token.GroupId is { } group) info["groupIdToken"] = new JsonObject { ["idToken"] = group, ["type"] = "Central" };
        if (!plain && token.Priority is { } priority) info["chargingPriority"] = priority;
        if (!plain && token.Language1 is { } first) info["language1"] = first;
        if (!plain && token.Language2 is { } second) info["language2"] = second;
        if (token.OnlyAt?.EvsesAt(station) is { IsEmpty: false } evses) info["evseId"] = new JsonArray([.. evses.Select(evse => (JsonNode)evse)]);
        return info.ToJsonString();
    }

    /// <summary>The whole list.</summary>
    public static JsonElement Full(TokenList list) => Body(ListUpdate.Full, list.Entries.Select(Entry));

    /// <summary>What has changed; an entry without information is taken off (D01.FR.05).</summary>
    public static JsonElement Changes(ListDifference difference) =>
        Body(ListUpdate.Differential, difference.Put.Select(Entry).Concat(difference.Gone.Select(entry => new JsonObject { ["idToken"] = Token(entry) })));

    /// <summary>One entry.</summary>
    public static JsonObject Entry(ListEntry entry) => new() { ["idToken"] = Token(entry), ["idTokenInfo"] = JsonNode.Parse(entry.Info) };

    /// <summary>The entries of a body; without information where it takes one off.</summary>
    public static List<(string IdToken, string Type, string? Info)> Read(JsonElement body)
    {
        var entries = new List<(string, string, string?)>();
        if (!body.TryGetProperty("localAuthorizationList", out var list) || list.ValueKind != JsonValueKind.Array) return entries;
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || !entry.TryGetProperty("idToken", out var token) || !token.TryGetProperty("idToken", out var text) || text.GetString() is not { } idToken) continue;
            var type = token.TryGetProperty("type", out var word) ? word.GetString() ?? "Central" : "Central";
            entries.Add((idToken, type, entry.TryGetProperty("idTokenInfo", out var info) && info.ValueKind == JsonValueKind.Object ? JsonNode.Parse(info.GetRawText())!.ToJsonString() : null));
        }

        return entries;
    }

    private static JsonObject Token(ListEntry entry) => new() { ["idToken"] = entry.IdToken, ["type"] = entry.Type };

    private static JsonElement Body(ListUpdate update, IEnumerable<JsonObject> entries)
    {
        var list = new JsonArray([.. entries]);
        var body = new JsonObject { ["updateType"] = update.ToString() };
        if (list.Count > 0) body["localAuthorizationList"] = list; // an empty list is left out: it clears (D01.FR.04)
        return JsonSerializer.SerializeToElement(body);
    }
}
