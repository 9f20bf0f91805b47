using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Support;

/// <summary>A CALL of a script, which can be sent more than once and in any order.</summary>
internal sealed record ScriptedMessage(string Action, JsonObject Payload)
{
    /// <summary>The same with other members.</summary>
    public ScriptedMessage With(Action<JsonObject> change)
    {
        var payload = (JsonObject)Payload.DeepClone();
        change(payload);
        return this with { Payload = payload };
    }
}
