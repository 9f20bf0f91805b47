using System.Text;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Device-model commands as configuration keys.</summary>
internal static class V16Variables
{
    public static IEnumerable<(string, JsonObject)> PlanGet(CommandArguments a)
    {
        var keys = a.List("getVariableData").ConvertAll(item => (JsonNode?)Key(item)).ToArray();
        return [("GetConfiguration", JsonTree.Of(("key", new JsonArray(keys))))];
    }

    public static JsonObject ReadGet(JsonObject body, IReadOnlyList<JsonObject> answers)
    {
        var told = Keys(answers).DistinctBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        var results = new JsonArray();
        foreach (var item in JsonTree.Objects(body["getVariableData"]))
        {
            var key = KeyOf(item);
            var known = told.TryGetValue(key, out var value);

            // A key that may only be written is named without a value.
            var status = !known ? "UnknownVariable" : value is null && CommandVariables.IsSecret(key) ? "Rejected" : CommandStatus.Accepted;
            results.Add(JsonTree.Of(
                ("attributeStatus", status),
                ("attributeType", item["attributeType"]),
                ("attributeValue", status == CommandStatus.Accepted ? value ?? "" : null),
                ("component", item["component"]),
                ("variable", item["variable"])));
        }

        return new JsonObject { ["getVariableResult"] = results };
    }

    public static IEnumerable<(string, JsonObject)> PlanSet(CommandArguments a) =>
        a.List("setVariableData").ConvertAll(item =>
        {
            var value = item.Text("attributeValue") ?? "";
            var key = Key(item, out var component);
            return ("ChangeConfiguration", JsonTree.Of(("key", key), ("value", WrittenAs(key, component, value))));
        });

    public static JsonObject ReadSet(JsonObject body, IReadOnlyList<JsonObject> answers) => new()
    {
        ["setVariableResult"] = new JsonArray([.. JsonTree.Objects(body["setVariableData"]).Zip(answers, static (item, answer) => JsonTree.Of(
            ("attributeType", item["attributeType"]),
            ("attributeStatus", answer["status"]),
            ("component", item["component"]),
            ("variable", item["variable"])))]),
    };

    public static IEnumerable<(string, JsonObject)> PlanReport(CommandArguments a)
    {
        // 1.6 has one report: all keys.
        a.Drop("requestId", "reportBase");
        return [("GetConfiguration", [])];
    }

    /// <summary>The keys of the answers, each under its own name and as the variable of 2.x that says the same.</summary>
    public static IEnumerable<VariableReported> Told(JsonObject body, IReadOnlyList<JsonObject> answers, JsonObject response) =>
        from entry in Keys(answers)
        where !CommandVariables.IsSecret(entry.Key)
        from variable in Named(entry.Key, entry.Value, entry.ReadOnly)
        select variable;

    /// <summary>The keys that were changed.</summary>
    public static IEnumerable<VariableReported> Taken(JsonObject body, IReadOnlyList<JsonObject> answers, JsonObject response) =>
        from pair in JsonTree.Objects(body["setVariableData"]).Zip(answers)
        where JsonTree.Text(pair.Second["status"]) == CommandStatus.Accepted
        let key = KeyOf(pair.First)
        where !CommandVariables.IsSecret(key)
        from variable in Named(key, JsonTree.Text(pair.First["attributeValue"]), false)
        select variable;

    private static IEnumerable<VariableReported> Named(string key, string? value, bool readOnly)
    {
        var mutability = readOnly ? "ReadOnly" : "ReadWrite";
        yield return new VariableReported { Component = ConfigurationKeys.Component, Variable = key, Value = value, Mutability = mutability };
        if (ConfigurationKeys.VariableOf(key) is var (component, variable, instance))
        {
            yield return new VariableReported { Component = component, Variable = variable, VariableInstance = instance, Value = value, Mutability = mutability };
        }
    }

    private static IEnumerable<(string Key, string? Value, bool ReadOnly)> Keys(IReadOnlyList<JsonObject> answers) =>
        from answer in answers
        from entry in JsonTree.Objects(answer["configurationKey"])
        let key = JsonTree.Text(entry["key"])
        where key is not null
        select (key, JsonTree.Text(entry["value"]), entry["readonly"] is JsonValue flag && flag.TryGetValue<bool>(out var set) && set);

    private static string Key(CommandArguments item) => Key(item, out _);

    private static string Key(CommandArguments item, out string component)
    {
        // Actual is the only attribute a key has.
        item.Word("attributeType", ("Actual", "Actual"));
        component = "";
        if (item.Object("component") is { } named)
        {
            component = named.Text("name") ?? "";
        }

        var variable = item.Object("variable");
        return ConfigurationKeys.KeyOf(component, variable?.Text("name") ?? "", variable?.Text("instance"));
    }

    private static string KeyOf(JsonObject item) => ConfigurationKeys.KeyOf(
        JsonTree.Text((item["component"] as JsonObject)?["name"]) ?? "",
        JsonTree.Text((item["variable"] as JsonObject)?["name"]) ?? "",
        JsonTree.Text((item["variable"] as JsonObject)?["instance"]));

    // The password is text in 2.x and hex digits of its bytes in 1.6; whoever names the key itself gives the digits.
    private static string WrittenAs(string key, string component, string value) =>
        key == ConfigurationKeys.AuthorizationKey && !component.Equals(ConfigurationKeys.Component, StringComparison.OrdinalIgnoreCase)
            ? Convert.ToHexString(Encoding.UTF8.GetBytes(value))
            : value;
}
