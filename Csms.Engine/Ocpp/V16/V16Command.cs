using System.Text.Json.Nodes;
using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.V16;

/// <summary>One row of the command table: an action of 2.1 and what it is in 1.6.</summary>
internal sealed record V16Command
{
    /// <summary>Action of 2.1.</summary>
    public required string Action { get; init; }

    /// <summary>Actions of 1.6 that it may become; none: the same.</summary>
    public IReadOnlyList<string>? SentAs { get; init; }

    /// <summary>The CALLs it becomes: action of 1.6 and payload, in any member order.</summary>
    public required Func<CommandArguments, IEnumerable<(string Action, JsonObject Payload)>> Plan { get; init; }

    /// <summary>The answers in 2.1's words, given the command's body; null when the first answer's members are 2.1's already.</summary>
    public Func<JsonObject, IReadOnlyList<JsonObject>, JsonObject>? Read { get; init; }

    /// <summary>The device-model values the answers tell, given the body, the answers and the response in 2.1's words.</summary>
    public Func<JsonObject, IReadOnlyList<JsonObject>, JsonObject, IEnumerable<VariableReported>>? Variables { get; init; }
}
