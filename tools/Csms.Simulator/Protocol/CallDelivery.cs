using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>
/// Delivers the station's CALLs, one at a time. A message of a transaction is kept while the station is offline and repeated until it is
/// answered or its attempts are used up; any other is lost with the link. Everything here but sending happens under the station's gate.
/// </summary>
internal sealed class CallDelivery(VirtualStation station)
{
    private readonly Outbox _outbox = new();
    private readonly WakeUp _wake = new();
    private (string Id, TaskCompletionSource<CallOutcome> Answer)? _pending;

    /// <summary>Calls not yet delivered.</summary>
    public int Count => _outbox.Count;

    /// <summary>Whether messages of this transaction wait; null: of any.</summary>
    public bool HasMessagesOf(Transaction? transaction) => _outbox.HasMessagesOf(transaction);

    /// <summary>Queues a call.</summary>
    public void Add(OutgoingCall call)
    {
        call.Record = new RecordedMessage(call.Action, call.Transaction?.Id, station.Now);
        station.Record.Add(call.Record);
        if (call.Transaction is null && station.IsOffline)
        {
            Drop(call);
            return;
        }
        _outbox.Add(call);
        _wake.Signal();
    }

    /// <summary>Something may leave now that could not before: a retry has come due, the boot was accepted.</summary>
    public void LookAgain() => _wake.Signal();

    /// <summary>The answer to the call under way. One that nobody waits for (late or unknown) is dropped.</summary>
    public void Answered(string id, CallOutcome outcome)
    {
        if (_pending is { } pending && pending.Id == id) pending.Answer.TrySetResult(outcome);
    }

    /// <summary>The link is gone.</summary>
    public void LinkLost()
    {
        _pending?.Answer.TrySetResult(CallOutcome.LinkLost);
        foreach (var call in _outbox.TakePlain()) Drop(call);
        _wake.Signal();
    }

    /// <summary>Delivers over this link until it is no longer the station's.</summary>
    public async Task RunAsync(StationLink link, CancellationToken cancel)
    {
        while (true)
        {
            OutgoingCall? call;
            lock (station.Gate)
            {
                if (!station.IsConnectedBy(link)) return;
                call = _outbox.Next(station.Now, station.Registration == RegistrationState.Accepted);
            }
            if (call is null) await _wake.WaitAsync(cancel);
            else await DeliverAsync(link, call, cancel);
        }
    }

    private async Task DeliverAsync(StationLink link, OutgoingCall call, CancellationToken cancel)
    {
        string text;
        var answer = new TaskCompletionSource<CallOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (station.Gate) text = Begin(call, answer);
        CallOutcome outcome;
        try
        {
            station.ShowFrame(true, text);
            await link.SendAsync(text, cancel);
            outcome = await answer.Task.WaitAsync(station.Options.CallTimeout, station.Options.Clock, cancel);
        }
        catch (TimeoutException)
        {
            outcome = CallOutcome.TimedOut;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            lock (station.Gate) Settle(call, CallOutcome.LinkLost);
            throw;
        }
        finally
        {
            lock (station.Gate) _pending = null;
        }
        lock (station.Gate) Settle(call, outcome);
        station.NotifyChanged();
    }

    private string Begin(OutgoingCall call, TaskCompletionSource<CallOutcome> answer)
    {
        call.Complete?.Invoke(call.Payload);
        var id = call.MessageId ?? station.NextMessageId();
        call.Attempts++;
        call.Record!.Ids.Add(id);
        call.Record.SentAt ??= station.Now;
        call.Record.Payload = call.Payload.Text();
        _pending = (id, answer);
        return station.Written(new JsonArray(2, id, call.Action, call.Payload.DeepClone()));
    }

    private void Settle(OutgoingCall call, CallOutcome outcome)
    {
        call.Record!.ErrorCode = outcome.ErrorCode;
        if (outcome.Kind == CallOutcomeKind.Answered)
        {
            call.Record.AcknowledgedAt = station.Now;
            call.Record.Answer = outcome.Payload?.Text();
        }
        else if (call.Transaction is null)
        {
            call.Record.IsDropped = true;
        }
        else if (outcome.Kind == CallOutcomeKind.LinkLost)
        {
            return; // A lost link is no failed attempt: the message waits for the next connection.
        }
        else if (call.Attempts < station.Settings.Attempts)
        {
            call.NotBefore = station.Now.AddSeconds((double)station.Settings.RetrySeconds * call.Attempts);
            return;
        }
        else
        {
            call.Record.IsDropped = true;
        }
        _outbox.Remove(call);
        Finish(call, outcome);
    }

    private static void Drop(OutgoingCall call)
    {
        call.Record!.IsDropped = true;
        Finish(call, CallOutcome.LinkLost);
    }

    private static void Finish(OutgoingCall call, CallOutcome outcome)
    {
        call.Ended?.Invoke(outcome);
        call.Completion.TrySetResult(outcome);
    }
}
