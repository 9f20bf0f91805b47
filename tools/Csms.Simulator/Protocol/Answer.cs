using System.Text.Json.Nodes;

namespace Csms.Simulator.Protocol;

/// <summary>What a station answers to a CALL, and what it does once the answer is out.</summary>
internal sealed record Answer(JsonObject? Payload, string? ErrorCode = null, string ErrorDescription = "", Action? Then = null)
{
    public static Answer Of(JsonObject payload, Action? then = null) => new(payload, Then: then);

    public static Answer Status(string status, Action? then = null) => new(new JsonObject { ["status"] = status }, Then: then);

    public static Answer Error(string code, string description) => new(null, code, description);
}
