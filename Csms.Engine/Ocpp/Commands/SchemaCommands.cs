using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>Commands to a 2.x station: the words are the same, the field tables of the version decide what can be said.</summary>
internal sealed class SchemaCommands(OcppActionTable own)
{
    public bool Supports(string action) => own.Find(action) is { Direction: not MessageDirection.FromStation };

    public CommandPlan Plan(string action, JsonElement body, CommandContext context)
    {
        if (CommandRequest.Find(action) is not { } asked)
        {
            return Refuse(action, new CommandRefusal(false, null, Statement.Of(CommandFault.NoCommand, action)));
        }

        if (own.Find(action) is not { } sent)
        {
            return Refuse(action, new CommandRefusal(true, null, Statement.Of(CommandFault.VersionLacksAction, action)));
        }

        if (CommandRequest.Prepare(asked, body, context, out var prepared) is { } wrong)
        {
            return Refuse(action, wrong);
        }

        // What 2.1 allows and the station's version does not is no fault of the body.
        if (CommandRequest.UnknownMember(sent.Request, prepared) is { } unknown)
        {
            return Refuse(action, new CommandRefusal(true, unknown, Statement.Of(CommandFault.VersionLacksMember, unknown)));
        }

        var violation = CommandRequest.Check(sent.Request, prepared);
        return CommandRequest.Refuse(violation, violation?.Path) is { } beyond
            ? Refuse(action, beyond)
            : new CommandPlan
            {
                Action = action,
                Body = prepared,
                Calls = [.. CommandParts.Split(action, prepared, context.ItemsPerMessage(action), context.BytesPerMessage(action)).Select(part => Call(sent, part))],
            };
    }

    public CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        var type = own.Find(plan.Action)!.Response!;
        string? fault = null;
        var responses = new List<JsonObject>();
        foreach (var payload in payloads)
        {
            fault ??= type.Check(payload.Span, out _)?.ToString();
            responses.Add(JsonTree.TryParse(payload.Span) ?? []);
        }

        var response = CommandParts.Merge(plan.Action, responses);
        IEnumerable<VariableReported>? variables = plan.Action switch
        {
            "GetVariables" => CommandVariables.Read(response),
            "SetVariables" => CommandVariables.Written(plan.Calls.SelectMany(call => JsonTree.Objects(JsonTree.TryParse(call.Payload.Span)?["setVariableData"])), response),
            _ => null,
        };
        return new CommandReading(CommandStatus.Of(type, response), response, fault, variables?.ToList());
    }

    private static OutgoingCall Call(OcppAction action, JsonObject body) => new(action.Name, CommandRequest.Write(action.Request, body))
    {
        LoggedPayload = CommandVariables.Masked(body) is { } masked ? CommandRequest.Write(action.Request, masked) : (ReadOnlyMemory<byte>?)null,
    };

    private static CommandPlan Refuse(string action, CommandRefusal refusal) => new() { Action = action, Refusal = refusal };
}
