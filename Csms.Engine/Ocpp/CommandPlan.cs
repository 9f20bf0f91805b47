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

    /// <summary>What the dialect must remember to read the answers (for instance the items asked for); its own business.</summary>
    public object? Memory { get; init; }
}
