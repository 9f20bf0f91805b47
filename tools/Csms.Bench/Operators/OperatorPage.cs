using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Csms.Bench.Operators;

/// <summary>What the document of a page tells its script to start a circuit with.</summary>
/// <param name="Address">The page.</param>
/// <param name="Operations">Root components, as `UpdateRootComponents` takes them.</param>
/// <param name="State">What the server handed over from rendering the document.</param>
internal sealed partial record OperatorPage(Uri Address, string Operations, string State)
{
    public static async Task<OperatorPage> OpenAsync(HttpClient client, string path, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        var html = await response.Content.ReadAsStringAsync(cancellation);
        if (response.StatusCode != HttpStatusCode.OK) throw new BenchException($"{path} answered {(int)response.StatusCode}.");
        var operations = new JsonArray();
        foreach (Match match in Marker().Matches(html))
        {
            var marker = JsonNode.Parse(match.Groups[1].Value)!.AsObject();
            if (marker["type"]?.GetValue<string>() != "server" || marker["descriptor"] is null) continue;
            operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = marker.DeepClone() });
        }

        if (operations.Count == 0) throw new BenchException($"{path} has no interactive component: is the person signed in?");
        return new(
            response.RequestMessage!.RequestUri!,
            new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(),
            StateComment().Match(html) is { Success: true } state ? state.Groups[1].Value : "");
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex StateComment();
}
