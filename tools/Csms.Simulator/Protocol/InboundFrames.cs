using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>What the CSMS sends: an answer goes to the CALL that waits for it, a command to the dialect and its answer back.</summary>
internal sealed class InboundFrames(VirtualStation station, CallDelivery delivery)
{
    /// <summary>Takes one text message; returns when what it asks for is answered.</summary>
    public async Task TakeAsync(StationLink link, string text, CancellationToken cancel)
    {
        station.ShowFrame(false, text);
        JsonArray? frame;
        try
        {
            frame = JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException e)
        {
            station.Report(new InvalidDataException($"{station.Id} received what is no JSON: {text}", e));
            return;
        }
        if (frame is not { Count: >= 3 } || frame[0] is not JsonValue kind || !kind.TryGetValue<int>(out var type)) return;
        var id = frame[1]?.ToString() ?? "";
        switch (type)
        {
            case 2:
                await AnswerAsync(link, id, frame[2]?.ToString() ?? "", frame.Count > 3 && frame[3] is JsonObject body ? body : [], cancel);
                break;
            case 3:
                Answered(id, new CallOutcome(CallOutcomeKind.Answered, frame[2] as JsonObject ?? []));
                break;
            case 4:
                Answered(id, new CallOutcome(CallOutcomeKind.Error, null, frame[2]?.ToString(), frame.Count > 3 ? frame[3]?.ToString() : null));
                break;
        }
    }

    private void Answered(string id, CallOutcome outcome)
    {
        lock (station.Gate) delivery.Answered(id, outcome);
    }

    private async Task AnswerAsync(StationLink link, string id, string action, JsonObject payload, CancellationToken cancel)
    {
        Answer answer;
        try
        {
            lock (station.Gate) answer = station.Dialect.Handle(action, payload);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            station.Report(e);
            answer = Answer.Error("InternalError", e.GetType().Name);
        }
        var text = station.Written(answer.Payload is { } result
            ? new JsonArray(3, id, result)
            : new JsonArray(4, id, answer.ErrorCode, answer.ErrorDescription, new JsonObject()));
        station.ShowFrame(true, text);
        await link.SendAsync(text, cancel);
        if (answer.Then is { } then)
        {
            lock (station.Gate) then();
        }
        station.NotifyChanged();
    }
}
