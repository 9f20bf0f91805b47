using System.Text.Json.Nodes;

namespace Csms.Engine.Ocpp;

/// <summary>A command ready to be sent, or the reason why it can't be.</summary>
public sealed record CommandPlan
{
    /// <summary>Action of OCPP 2.1.</summary>
    public required string Action { get; init; }

    /// <summary>Set when it can't be sent.</summary>
    public CommandRefusal? Refusal { get; init; }

    /// <summary>The CALLs, one after the other.</summary>
    public IReadOnlyList<OutgoingCall> Calls { get; init; } = [];

    /// <summary>The whole body as it is sent, in 2.1's words: ids that were left out are filled in.</summary>
    public JsonObject Body { get; init; } = [];
}
