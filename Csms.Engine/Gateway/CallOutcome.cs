namespace Csms.Engine.Gateway;

/// <summary>What became of a CALL to a station.</summary>
public sealed record CallOutcome
{
    /// <summary>How it ended.</summary>
    public required CallResult Result { get; init; }

    /// <summary>The CALL's message id; null when it was never sent.</summary>
    public string? MessageId { get; init; }

    /// <summary>When it left.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the answer came.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Payload of the CALLRESULT.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Error code of the CALLERROR as the station spelt it.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Error description of the CALLERROR.</summary>
    public string? ErrorDescription { get; init; }

    /// <summary>Error details of the CALLERROR: a JSON object; empty without one.</summary>
    public ReadOnlyMemory<byte> ErrorDetails { get; init; }
}
