using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Csms.Engine.Tests.Simulator;

/// <summary>Checks payloads against the official schema files beside the repository; only the keywords those files use.</summary>
internal sealed class OfficialSchemas
{
    private readonly Dictionary<string, JsonObject> _loaded = [];
    private readonly string _folder;

    private OfficialSchemas(string folder) => _folder = folder;

    /// <summary>The schemas, or null when the folder is absent (which fails where CI=true).</summary>
    public static OfficialSchemas? TryOpen()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Csms.Console.sln"))) continue;
            var schemas = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "ocpp", "schemas"));
            if (Directory.Exists(schemas)) return new OfficialSchemas(schemas);
        }
        if (Environment.GetEnvironmentVariable("CI") == "true") throw new DirectoryNotFoundException("../shared/ocpp/schemas is missing.");
        return null;
    }

    public IReadOnlyList<string> Check(string version, string message, JsonNode payload)
    {
        var key = $"{version}/{message}";
        if (!_loaded.TryGetValue(key, out var schema))
        {
            schema = _loaded[key] = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, version, message + ".json")))!;
        }
        var faults = new List<string>();
        Check(schema, schema, payload, message, faults);
        return faults;
    }

    private static void Check(JsonObject root, JsonObject schema, JsonNode? node, string path, List<string> faults)
    {
        if (schema["$ref"] is { } reference) schema = (JsonObject)root["definitions"]![reference.GetValue<string>().Split('/')[^1]]!;
        var type = schema["type"]?.GetValue<string>();
        var kind = node?.GetValueKind();
        var fits = (type, kind) switch
        {
            (null, _) => true,
            ("object", System.Text.Json.JsonValueKind.Object) or ("array", System.Text.Json.JsonValueKind.Array) or ("string", System.Text.Json.JsonValueKind.String) or ("number", System.Text.Json.JsonValueKind.Number) => true,
            ("integer", System.Text.Json.JsonValueKind.Number) => decimal.Parse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) % 1 == 0,
            ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
            _ => false,
        };
        if (!fits)
        {
            faults.Add($"{path}: {kind} instead of {type}");
            return;
        }
        if (schema["enum"] is JsonArray words && !words.Any(w => w!.ToString() == node!.ToString())) faults.Add($"{path}: '{node}' is not one of the words");
        switch (node)
        {
            case JsonObject members:
                var properties = schema["properties"] as JsonObject;
                foreach (var required in schema["required"] as JsonArray ?? [])
                {
                    if (!members.ContainsKey(required!.GetValue<string>())) faults.Add($"{path}: {required} is missing");
                }
                foreach (var (name, value) in members)
                {
                    if (properties?[name] is JsonObject property) Check(root, property, value, $"{path}.{name}", faults);
                    else if (schema["additionalProperties"]?.GetValueKind() == System.Text.Json.JsonValueKind.False) faults.Add($"{path}: {name} is not known");
                }
                break;
            case JsonArray items:
                if (schema["minItems"]?.GetValue<int>() > items.Count) faults.Add($"{path}: too few items");
                if (schema["maxItems"]?.GetValue<int>() < items.Count) faults.Add($"{path}: too many items");
                foreach (var item in items) Check(root, (JsonObject)schema["items"]!, item, path + "[]", faults);
                break;
            case JsonValue value when kind == System.Text.Json.JsonValueKind.String:
                var text = value.GetValue<string>();
                if (schema["maxLength"]?.GetValue<int>() < text.Length) faults.Add($"{path}: longer than {schema["maxLength"]}");
                if (schema["format"]?.GetValue<string>() == "date-time" && !Regex.IsMatch(text, @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")) faults.Add($"{path}: '{text}' is no date-time");
                break;
        }
    }
}
