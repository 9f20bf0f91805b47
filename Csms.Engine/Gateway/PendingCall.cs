using Csms.Engine.Ocpp;

namespace Csms.Engine.Gateway;

/// <summary>A CALL to a station, waiting its turn or for its answer.</summary>
internal sealed class PendingCall(OutgoingCall call) : TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public OutgoingCall Call { get; } = call;

    public string? MessageId { get; set; }

    public DateTimeOffset SentAt { get; set; }

    public long SentTimestamp { get; set; }
}
