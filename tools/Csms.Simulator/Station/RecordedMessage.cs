namespace Csms.Simulator.Station;

/// <summary>One message a station had to deliver and what became of it.</summary>
public sealed class RecordedMessage
{
    internal RecordedMessage(string action, string? transactionId, DateTimeOffset queuedAt)
    {
        Action = action;
        TransactionId = transactionId;
        QueuedAt = queuedAt;
    }

    /// <summary>OCPP action.</summary>
    public string Action { get; }

    /// <summary><see cref="Transaction.Id"/> it belongs to; null for messages outside transactions.</summary>
    public string? TransactionId { get; }

    /// <summary>When the event happened.</summary>
    public DateTimeOffset QueuedAt { get; }

    /// <summary>Message ids used, one a transmission.</summary>
    public IReadOnlyList<string> MessageIds => Ids;

    /// <summary>Payload of the last transmission.</summary>
    public string Payload { get; internal set; } = "";

    /// <summary>First transmission.</summary>
    public DateTimeOffset? SentAt { get; internal set; }

    /// <summary>When the CSMS acknowledged it with a CALLRESULT.</summary>
    public DateTimeOffset? AcknowledgedAt { get; internal set; }

    /// <summary>Payload of the CALLRESULT.</summary>
    public string? Answer { get; internal set; }

    /// <summary>Error code of the last CALLERROR.</summary>
    public string? ErrorCode { get; internal set; }

    /// <summary>True when the station gave up.</summary>
    public bool IsDropped { get; internal set; }

    internal List<string> Ids { get; } = [];
}
