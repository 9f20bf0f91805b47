using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Ocpp.Dialects;

/// <summary>
/// A table of cases as data. With CSMS_GOLDEN_WRITE=1 the results are written into the file instead of compared, to be read by a person
/// before they are committed.
/// </summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lock Writing = new();

    private static bool Writes => Environment.GetEnvironmentVariable("CSMS_GOLDEN_WRITE") == "1";

    public static TheoryData<string, string> Cases(params string[] files)
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in files)
        {
            foreach (var one in Read(file))
            {
                cases.Add(file, (string)one!["name"]!);
            }
        }

        return cases;
    }

    /// <summary>The case's input, and a comparison of its result with what the file expects.</summary>
    public static JsonObject Case(string file, string name) =>
        Read(file).OfType<JsonObject>().Single(one => (string?)one["name"] == name);

    public static void Compare(string file, string name, JsonNode result)
    {
        if (Writes)
        {
            lock (Writing)
            {
                var all = Read(file);
                all.OfType<JsonObject>().Single(one => (string?)one["name"] == name)["expect"] = result.DeepClone();
                File.WriteAllText(PathOf(file), all.ToJsonString(Indented) + "\n");
            }

            return;
        }

        var expected = Case(file, name)["expect"];
        Assert.True(JsonNode.DeepEquals(expected, result), $"expected {expected?.ToJsonString(Indented)}\nbut was {result.ToJsonString(Indented)}");
    }

    private static JsonArray Read(string file)
    {
        lock (Writing)
        {
            return JsonNode.Parse(File.ReadAllText(PathOf(file)))!.AsArray();
        }
    }

    public static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Csms.Console.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "Csms.Engine.Tests", "Ocpp", "Dialects", "Golden", file);
    }
}
