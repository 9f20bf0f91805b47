using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>A CALL waiting for its turn.</summary>
public sealed class OutgoingCall
{
    /// <param name="action">OCPP action.</param>
    /// <param name="payload">Payload; owned by the call from here on.</param>
    public OutgoingCall(string action, JsonObject payload)
    {
        Action = action;
        Payload = payload;
    }

    /// <summary>OCPP action; quirks may change it.</summary>
    public string Action { get; set; }

    /// <summary>Payload; quirks may change it.</summary>
    public JsonObject Payload { get; set; }

    /// <summary>The transaction a transaction-related message belongs to: kept offline, repeated, in order.</summary>
    public Transaction? Transaction { get; init; }

    /// <summary>True for messages a station may send before it is accepted.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The message id to use; null takes a fresh one.</summary>
    public string? MessageId { get; set; }

    /// <summary>Fills in what is known only when the message leaves (1.6 transactionId).</summary>
    internal Action<JsonObject>? Complete { get; init; }

    /// <summary>Called under the station's gate with the final outcome.</summary>
    internal Action<CallOutcome>? Ended { get; init; }

    internal TaskCompletionSource<CallOutcome> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal int Attempts { get; set; }

    internal long Order { get; set; }

    internal DateTimeOffset NotBefore { get; set; }

    internal RecordedMessage? Record { get; set; }

    /// <summary>A second call with the same content, for quirks that repeat.</summary>
    public OutgoingCall Twin() => new(Action, (JsonObject)Payload.DeepClone()) { Transaction = Transaction, IsEarly = IsEarly, Complete = Complete };
}
