using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Stations.Logs;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations.Commands;

/// <summary>What a command does on our side: what must be known before it is sent, and what is true once the station accepted.</summary>
internal sealed class CommandEffects(StationDirectory directory, StationPasswords passwords, VariableStore variables, IStationLog log, LogFiles logs, IEnumerable<ICommandFollower> followers, TimeProvider time, ILogger<CommandEffects> logger)
{
    /// <summary>What the dialect needs besides the body.</summary>
    public async Task<CommandContext> ContextAsync(int stationKey, int freshId)
    {
        var limits = await variables.MessageLimitsAsync(stationKey, CancellationToken.None);
        return new CommandContext { FreshId = freshId, ItemsPerMessage = action => limits.GetValueOrDefault(action).Items, BytesPerMessage = action => limits.GetValueOrDefault(action).Bytes };
    }

    /// <summary>Messages that the command asks for may come before the station is accepted.</summary>
    public static void BeforeSending(StationActor actor, string action, JsonElement body)
    {
        switch (action)
        {
            case "TriggerMessage" or "ExtendedTriggerMessage" when body.TryGetProperty("requestedMessage", out var wanted) && wanted.ValueKind == JsonValueKind.String:
                actor.Expect(wanted.GetString()!);
                break;
            case "GetBaseReport" or "GetReport":
                actor.Expect("NotifyReport");
                break;
            case "GetChargingProfiles":
                actor.Expect("ReportChargingProfiles");
                break;
            case "GetDERControl":
                actor.Expect("ReportDERControl");
                break;
            default:
                break;
        }
    }

    /// <summary>The body with what the rooms above know of it.</summary>
    public async Task<JsonElement> CompleteAsync(StationState station, StationCommand command, JsonElement body)
    {
        foreach (var follower in followers)
        {
            if (await follower.CompleteAsync(station, command, body, CancellationToken.None) is { } completed)
            {
                body = JsonSerializer.SerializeToElement(completed);
            }
        }

        return body;
    }

    /// <summary>An upload address of our own for a GetLog that names none (CONTRACTS 9); null for every other command.</summary>
    public LogTicket? TicketFor(StationCommand command, JsonElement body, CommandContext context, IStationLink link) => logs.TicketFor(command, body, context.FreshId, link);

    /// <summary>Opens the address, before the station learns of it.</summary>
    public Task OpenAsync(LogTicket? ticket) => ticket is null ? Task.CompletedTask : logs.ExpectAsync(ticket, CancellationToken.None);

    /// <summary>Takes the address back, unless the station has accepted: then it may use it.</summary>
    public async Task SettleAsync(LogTicket? ticket, CommandReading? reading)
    {
        if (ticket is null) return;
        if (reading is { Status: "Accepted" or "AcceptedCanceled" }) await logs.NameAsync(ticket, JsonTree.Text(reading.Response["filename"]), CancellationToken.None);
        else await logs.WithdrawAsync(ticket, CancellationToken.None);
    }

    /// <summary>Takes over what the station has accepted.</summary>
    public async Task AfterAnswerAsync(StationActor actor, StationCommand command, JsonElement body, CommandReading reading)
    {
        if (reading.Variables is { Count: > 0 } told)
        {
            log.Variables(actor.State, told, time.GetUtcNow());
        }

        if (command.Action == "SetVariables" && NewPassword(body, reading.Response) is { } password
            && passwords.NewOf(actor.State.Profile, Encoding.UTF8.GetBytes(password)) is null) // that one counts already, and the old one until it is shown
        {
            var hash = StationPasswords.Hash(password);
            await directory.PutAsync(actor.Id, profile => profile with { PasswordHash = hash }, CancellationToken.None);
        }

        foreach (var follower in followers)
        {
            try
            {
                await follower.AnsweredAsync(actor.State, command, body, reading, CancellationToken.None);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The station has done it; what our side made of it is one room's fault.
                logger.LogFollowerFailed(exception, actor.Id, command.Action, follower.GetType().Name);
            }
        }
    }

    /// <summary>The Basic password that the station has just accepted (CONTRACTS 26); null when none was.</summary>
    private static string? NewPassword(JsonElement body, JsonObject response)
    {
        if (!body.TryGetProperty("setVariableData", out var items) || items.ValueKind != JsonValueKind.Array || response["setVariableResult"] is not JsonArray results)
        {
            return null;
        }

        var index = 0;
        foreach (var item in items.EnumerateArray())
        {
            var result = index < results.Count ? results[index] as JsonObject : null;
            index++;
            if (JsonTree.Text(result?["attributeStatus"]) is "Accepted" or "RebootRequired"
                && Name(item, "component") == "SecurityCtrlr" && Name(item, "variable") == "BasicAuthPassword"
                && item.TryGetProperty("attributeValue", out var value))
            {
                return value.GetString();
            }
        }

        return null;
    }

    private static string? Name(JsonElement item, string member) =>
        item.TryGetProperty(member, out var named) && named.TryGetProperty("name", out var name) ? name.GetString() : null;
}
