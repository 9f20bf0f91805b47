using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Stations.Logs;

/// <summary>
/// The place outside to which stations can bring their logs (<c>Csms:Logs:ExternalUrl</c>), for those that speak FTP only. Its credentials go to the
/// station and nowhere else: commands name it by <see cref="Asked"/>, logs show it without them.
/// </summary>
public sealed class ExternalLogs
{
    /// <summary>Written as log.remoteLocation of a GetLog: to the place outside.</summary>
    public const string Asked = "external:";

    private readonly string? _url;

    /// <summary>With what is configured.</summary>
    public ExternalLogs(IOptions<LogFileOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _url = string.IsNullOrWhiteSpace(options.Value.ExternalUrl) ? null : options.Value.ExternalUrl.Trim();
        Shown = _url is null ? null : WithoutCredentials(_url);
    }

    /// <summary>The address for people, without user, password and query; null: none is configured.</summary>
    public string? Shown { get; }

    /// <summary>Whether a GetLog goes to the place outside: it asks for it, or names no address and the station speaks neither HTTP nor HTTPS.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="protocols">OCPPCommCtrlr.FileTransferProtocols (1.6 SupportedFileTransferProtocols) as the station told it; null: not told.</param>
    internal bool Takes(JsonElement body, string? protocols)
    {
        var location = body.TryGetProperty("log", out var log) && log.ValueKind == JsonValueKind.Object && log.TryGetProperty("remoteLocation", out var given) ? given : default;
        if (location.ValueKind == JsonValueKind.String) return location.ValueEquals(Asked);
        return location.ValueKind == JsonValueKind.Undefined && _url is not null && protocols is { Length: > 0 }
            && !protocols.Split(',', StringSplitOptions.TrimEntries).Any(each => each.Equals("HTTP", StringComparison.OrdinalIgnoreCase) || each.Equals("HTTPS", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The body with the address; null: none is configured.</summary>
    internal JsonElement? Fill(JsonElement body)
    {
        if (_url is null || JsonNode.Parse(body.GetRawText()) is not JsonObject asked || asked["log"] is not (null or JsonObject)) return null;
        var log = asked["log"] as JsonObject ?? [];
        log["remoteLocation"] = _url;
        asked["log"] ??= log;
        return JsonSerializer.SerializeToElement(asked);
    }

    /// <summary>The call as the logs show it: with the address for people (2.x and 1.6 GetLog; 1.6 GetDiagnostics).</summary>
    internal OutgoingCall Hide(OutgoingCall call)
    {
        if (JsonNode.Parse(call.Payload.Span) is not JsonObject payload) return call;
        if (payload["log"] is JsonObject log) log["remoteLocation"] = Shown;
        if (payload["location"] is not null) payload["location"] = Shown;
        return call with { LoggedPayload = Encoding.UTF8.GetBytes(payload.ToJsonString()) };
    }

    private static string WithoutCredentials(string url)
    {
        var uri = new Uri(url);
        var path = uri.AbsolutePath; // which of an ftp address holds the query too, escaped
        var cut = path.IndexOf("%3F", StringComparison.OrdinalIgnoreCase);
        return $"{uri.Scheme}://{uri.Authority}{(cut < 0 ? path : path[..cut])}";
    }
}
