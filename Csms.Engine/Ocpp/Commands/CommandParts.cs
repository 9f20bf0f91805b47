using System.Text.Json.Nodes;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Commands whose list of items may be sent in parts (CONTRACTS 8).</summary>
internal static class CommandParts
{
    private static readonly Dictionary<string, (string Asked, string Answered)> Lists = new(StringComparer.Ordinal)
    {
        ["GetVariables"] = ("getVariableData", "getVariableResult"),
        ["SetVariables"] = ("setVariableData", "setVariableResult"),
        ["SetVariableMonitoring"] = ("setMonitoringData", "setMonitoringResult"),
        ["ClearVariableMonitoring"] = ("id", "clearMonitoringResult"),
    };

    /// <summary>The body in parts of at most so many items; itself when it is small enough or can't be parted.</summary>
    public static IEnumerable<JsonObject> Split(string action, JsonObject body, int? itemsPerMessage)
    {
        if (action == "SendLocalList" && JsonTree.Text(body["updateType"]) == "Full")
        {
            return SplitLocalList(body, itemsPerMessage);
        }

        return Lists.TryGetValue(action, out var list) ? Split(body, list.Asked, itemsPerMessage) : [body];
    }

    /// <summary>One response of those to the parts.</summary>
    public static JsonObject Merge(string action, IReadOnlyList<JsonObject> responses)
    {
        if (responses.Count == 1)
        {
            return responses[0];
        }

        if (!Lists.TryGetValue(action, out var list))
        {
            // All parts of a local list must have been taken.
            return responses.FirstOrDefault(response => JsonTree.Text(response["status"]) != CommandStatus.Accepted) ?? (responses is [.., var last] ? last : []);
        }

        var all = new JsonArray();
        foreach (var response in responses)
        {
            foreach (var item in response[list.Answered] as JsonArray ?? [])
            {
                all.Add(item?.DeepClone());
            }
        }

        return new JsonObject { [list.Answered] = all };
    }

    // One Full list, then Differential ones with rising versions that end in the version asked for.
    private static IEnumerable<JsonObject> SplitLocalList(JsonObject body, int? itemsPerMessage)
    {
        var parts = Split(body, "localAuthorizationList", itemsPerMessage).ToList();
        var version = JsonTree.Number(body["versionNumber"]) ?? 0;
        if (parts.Count == 1 || version < parts.Count)
        {
            return [body];
        }

        for (var i = 0; i < parts.Count; i++)
        {
            parts[i]["versionNumber"] = version - parts.Count + 1 + i;
            parts[i]["updateType"] = i == 0 ? "Full" : "Differential";
        }

        return parts;
    }

    private static IEnumerable<JsonObject> Split(JsonObject body, string member, int? itemsPerMessage)
    {
        if (itemsPerMessage is not > 0 || body[member] is not JsonArray items || items.Count <= itemsPerMessage)
        {
            yield return body;
            yield break;
        }

        foreach (var chunk in items.Chunk(itemsPerMessage.Value))
        {
            var part = (JsonObject)body.DeepClone();
            part[member] = new JsonArray([.. chunk.Select(item => item?.DeepClone())]);
            yield return part;
        }
    }
}
