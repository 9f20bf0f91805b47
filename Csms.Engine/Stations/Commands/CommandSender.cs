using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>The way of one command over a link: planned by the dialect, sent CALL by CALL, the answers read together.</summary>
internal sealed class CommandSender(OpenCommands open, Lazy<CommandEffects> effects, TimeProvider time)
{
    // Numbers given to stations (requestId, remoteStartId…) must not repeat after a restart: seconds grow faster than commands.
    private int _freshId = (int)(time.GetUtcNow().ToUnixTimeSeconds() & 0x3fff_ffff);

    /// <summary>Sends a queued command and takes in what the station answers; ends when its life has moved on, or it waits again.</summary>
    public async Task SendAsync(CommandLife life, StationActor actor, IStationLink link)
    {
        var command = life.Command;
        if (actor.State.Profile.Registration != RegistrationStatus.Accepted && (command.Action is "RequestStartTransaction" or "RequestStopTransaction"))
        {
            life.TryLeave(CommandStage.Queued, each => each with { Stage = CommandStage.NotSent, Fault = Statement.Of(CommandFault.NotAccepted) });
            return;
        }

        using var body = JsonDocument.Parse(command.Body);
        var context = await effects.Value.ContextAsync(actor.Key, Interlocked.Increment(ref _freshId));
        var (outside, external) = await effects.Value.OutsideAsync(actor.Key, command, body.RootElement);
        if (outside && external is null)
        {
            life.TryLeave(CommandStage.Queued, each => each with { Stage = CommandStage.NotPossible, Fault = Statement.Of(CommandFault.NoExternalLogs), Member = "log.remoteLocation" });
            return;
        }

        var ticket = outside ? null : effects.Value.TicketFor(command, body.RootElement, context, link);
        var full = await effects.Value.CompleteAsync(actor.State, command, external ?? ticket?.Body ?? body.RootElement);
        var plan = link.Dialect.Plan(command.Action, full, context);
        if (outside) plan = plan with { Calls = effects.Value.Hidden(plan.Calls) };
        if (plan.Refusal is { } refusal)
        {
            life.TryLeave(CommandStage.Queued, each => each with { Stage = CommandStage.NotPossible, Fault = refusal.Why, Member = refusal.Member, NotSupported = refusal.NotSupported });
            return;
        }

        life.LookOutFor(CommandExpectation.Of(command.Action, body.RootElement, "Accepted"));
        CommandEffects.BeforeSending(actor, command.Action, body.RootElement);
        await effects.Value.OpenAsync(ticket);
        var payloads = new List<ReadOnlyMemory<byte>>();
        foreach (var call in plan.Calls)
        {
            if (!await CallAsync(life, link, call, payloads))
            {
                if (life.Command.Stage != CommandStage.NoAnswer)
                {
                    await effects.Value.SettleAsync(ticket, null); // without an answer the station may still act on it
                }

                return;
            }
        }

        var reading = link.Dialect.Read(plan, payloads);
        await effects.Value.SettleAsync(ticket, reading);
        await effects.Value.AfterAnswerAsync(actor, command, JsonSerializer.SerializeToElement(plan.Body), reading);
        life.Answered(
            each => each with { Status = reading.Status, Response = reading.Response, Fault = reading.Fault is { } fault ? Statement.AsSaid<CommandFault>(fault) : null },
            CommandExpectation.Of(command.Action, body.RootElement, reading.Status),
            time.GetUtcNow());
    }

    /// <summary>Sends one CALL; true when the next may follow.</summary>
    private async Task<bool> CallAsync(CommandLife life, IStationLink link, OutgoingCall call, List<ReadOnlyMemory<byte>> payloads)
    {
        var shown = JsonNode.Parse((call.LoggedPayload ?? call.Payload).Span);
        var leaving = life.Set(each => each.Stage is not (CommandStage.Queued or CommandStage.Sent) ? each : each with
        {
            Stage = CommandStage.Sent,
            SentAt = each.SentAt ?? time.GetUtcNow(),
            SentAction = call.Action,
            Sent = each.Sent is null ? shown : each.Sent is JsonArray list ? new JsonArray([.. list.Select(item => item?.DeepClone()), shown]) : new JsonArray(each.Sent.DeepClone(), shown),
        });
        if (leaving.Stage != CommandStage.Sent)
        {
            return false; // withdrawn or expired in the meantime
        }

        // What waits must not come after it and undo it.
        if (payloads.Count == 0)
        {
            foreach (var older in open.Supersede(life)) await open.CloseAsync(older);
        }

        // It stands in the store as queued: a crash from here on must not send it a second time.
        if (leaving.ExpiresAt is not null && payloads.Count == 0 && !await open.SaveAsync(life))
        {
            life.Set(each => each with { Stage = CommandStage.Queued, SentAt = null, SentAction = null, Sent = null });
            return false;
        }

        var outcome = await link.CallAsync(call, CancellationToken.None);
        switch (outcome.Result)
        {
            case CallResult.Answered:
                payloads.Add(outcome.Payload);
                life.Set(each => each with { MessageId = outcome.MessageId, SentAt = each.SentAt ?? outcome.SentAt, AnsweredAt = outcome.AnsweredAt });
                return true;
            case CallResult.Refused:
                life.Set(each => each with
                {
                    Stage = CommandStage.Error,
                    MessageId = outcome.MessageId,
                    AnsweredAt = outcome.AnsweredAt,
                    OcppError = outcome.ErrorCode,
                    Fault = outcome.ErrorDescription is { } description ? Statement.AsSaid<CommandFault>(description) : null,
                });
                return false;
            case CallResult.TimedOut:
                life.Set(each => each with { Stage = CommandStage.NoAnswer, MessageId = outcome.MessageId, Fault = Statement.Of(CommandFault.TimedOut) });
                return false;
            case CallResult.LinkLost:
                life.Set(each => each with { Stage = CommandStage.NoAnswer, MessageId = outcome.MessageId, Fault = Statement.Of(CommandFault.LinkLost) });
                return false;
            case CallResult.NotSent when payloads.Count == 0 && life.Command.ExpiresAt is not null:
                life.Set(each => each with { Stage = CommandStage.Queued, SentAt = null, SentAction = null, Sent = null });
                return false;
            case CallResult.NotSent:
                life.Set(each => each with { Stage = CommandStage.NotSent, Fault = Statement.Of(CommandFault.LinkLostUnsent) });
                return false;
            default:
                throw new InvalidOperationException($"no call result {outcome.Result}");
        }
    }
}
