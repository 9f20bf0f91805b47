using System.Text;
using System.Text.Json.Nodes;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Commands whose list of items may be sent in parts (CONTRACTS 8).</summary>
internal static class CommandParts
{
    /// <summary>What a CALL is longer than its action and payload: <c>[2,"…36…","",]</c>.</summary>
    private const int FrameBytes = 46;

    private static readonly Dictionary<string, (string Asked, string Answered)> Lists = new(StringComparer.Ordinal)
    {
        ["GetVariables"] = ("getVariableData", "getVariableResult"),
        ["SetVariables"] = ("setVariableData", "setVariableResult"),
        ["SetVariableMonitoring"] = ("setMonitoringData", "setMonitoringResult"),
        ["ClearVariableMonitoring"] = ("id", "clearMonitoringResult"),
    };

    /// <summary>The body in parts that the station takes; itself when it is small enough or can't be parted.</summary>
    /// <param name="action">Action of OCPP 2.1.</param>
    /// <param name="body">The whole body.</param>
    /// <param name="itemsPerMessage">Most items of a part; null: any number.</param>
    /// <param name="bytesPerMessage">Longest message with a part, bytes; null: any. An item that is longer by itself goes alone.</param>
    public static IEnumerable<JsonObject> Split(string action, JsonObject body, int? itemsPerMessage, int? bytesPerMessage = null)
    {
        var bytes = bytesPerMessage is { } limit ? Math.Max(limit - FrameBytes - action.Length, 1) : (int?)null;
        if (action == "SendLocalList")
        {
            return SplitLocalList(body, itemsPerMessage, bytes);
        }

        return Lists.TryGetValue(action, out var list) ? Split(body, list.Asked, itemsPerMessage, bytes) : [body];
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

    // A Full list begins so and goes on Differential; the versions rise and end in the version asked for.
    private static IEnumerable<JsonObject> SplitLocalList(JsonObject body, int? itemsPerMessage, int? bytes)
    {
        var parts = Split(body, "localAuthorizationList", itemsPerMessage, bytes).ToList();
        var version = JsonTree.Number(body["versionNumber"]) ?? 0;
        if (parts.Count == 1 || version < parts.Count)
        {
            return [body];
        }

        for (var i = 0; i < parts.Count; i++)
        {
            parts[i]["versionNumber"] = version - parts.Count + 1 + i;
            parts[i]["updateType"] = i == 0 ? JsonTree.Text(body["updateType"]) : "Differential";
        }

        return parts;
    }

    private static IEnumerable<JsonObject> Split(JsonObject body, string member, int? itemsPerMessage, int? bytes)
    {
        if ((itemsPerMessage is not > 0 && bytes is null) || body[member] is not JsonArray { Count: > 1 } items)
        {
            return [body];
        }

        var frame = (JsonObject)body.DeepClone();
        frame[member] = new JsonArray();
        var chunks = Chunks(items, itemsPerMessage is > 0 ? itemsPerMessage.Value : int.MaxValue, (bytes ?? int.MaxValue) - LengthOf(frame)).ToList();
        return chunks.Count == 1 ? [body] : chunks.Select(chunk =>
        {
            var part = (JsonObject)frame.DeepClone();
            part[member] = new JsonArray([.. chunk.Select(item => item?.DeepClone())]);
            return part;
        });
    }

    private static IEnumerable<List<JsonNode?>> Chunks(JsonArray items, int most, int bytes)
    {
        var chunk = new List<JsonNode?>();
        var length = 0;
        foreach (var item in items)
        {
            var own = LengthOf(item) + 1; // with its comma
            if (chunk.Count > 0 && (chunk.Count == most || length + own > bytes))
            {
                yield return chunk;
                (chunk, length) = ([], 0);
            }

            chunk.Add(item);
            length += own;
        }

        yield return chunk;
    }

    private static int LengthOf(JsonNode? node) => Encoding.UTF8.GetByteCount(node?.ToJsonString() ?? "null");
}
