using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Commands to a 1.6 station (CONTRACTS 6).</summary>
internal static class V16Commands
{
    private static readonly Dictionary<string, V16Command> Table = V16CommandTable.Rows.ToDictionary(row => row.Action, StringComparer.Ordinal);

    // Where a member of 1.6 comes from, to name what was asked.
    private static readonly Dictionary<string, string> AskedAs = new(StringComparer.Ordinal)
    {
        ["idTag"] = "idToken",
        ["parentIdTag"] = "groupIdToken",
        ["connectorId"] = "evseId",
        ["key"] = "variable",
        ["value"] = "attributeValue",
    };

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, CommandMembers> Fields = new(StringComparer.Ordinal);

    public static bool Supports(string action) => Table.ContainsKey(action);

    public static IReadOnlyList<string> NamesOf(string action) => Table.GetValueOrDefault(action)?.SentAs ?? [action];

    public static CommandMembers? MembersOf(string action) => Table.TryGetValue(action, out var row) ? Fields.GetOrAdd(action, static (_, row) => V16MemberProbe.Of(row), row) : null;

    public static CommandPlan Plan(string action, JsonElement body, CommandContext context)
    {
        if (CommandRequest.Find(action) is not { } asked)
        {
            return Refuse(action, new CommandRefusal(false, null, Statement.Of(CommandFault.NoCommand, action)));
        }

        if (!Table.TryGetValue(action, out var row))
        {
            return Refuse(action, new CommandRefusal(true, null, Statement.Of(CommandFault.NoCounterpart, action)));
        }

        if (CommandRequest.Prepare(asked, body, context, out var prepared) is { } wrong)
        {
            return Refuse(action, wrong);
        }

        var calls = new List<OutgoingCall>();
        foreach (var part in CommandParts.Split(action, prepared, context.ItemsPerMessage(action)))
        {
            var arguments = new CommandArguments(part);
            var drafts = row.Plan(arguments).ToList();
            if (arguments.Refusal is { } lacking)
            {
                return Refuse(action, lacking);
            }

            foreach (var (name, payload) in drafts)
            {
                var type = V16Messages.All.Find(name)!.Request;
                if (CommandRequest.Check(type, payload) is { } violation)
                {
                    return Refuse(action, CommandRequest.Refuse(violation, Asked(violation.Path))!);
                }

                calls.Add(Call(name, type, payload));
            }
        }

        return new CommandPlan { Action = action, Calls = calls, Body = prepared };
    }

    public static CommandReading Read(CommandPlan plan, IReadOnlyList<ReadOnlyMemory<byte>> payloads)
    {
        var row = Table[plan.Action];
        var body = plan.Body;
        string? fault = null;
        var answers = new List<JsonObject>();
        for (var i = 0; i < payloads.Count; i++)
        {
            fault ??= V16Messages.All.Find(plan.Calls[i].Action)!.Response!.Check(payloads[i].Span, out _)?.ToString();
            answers.Add(JsonTree.TryParse(payloads[i].Span) ?? []);
        }

        if (answers.Count == 0)
        {
            answers.Add([]);
        }

        var response = row.Read?.Invoke(body, answers) ?? (JsonObject?)CommandParts.Merge(plan.Action, answers).DeepClone() ?? [];
        var variables = row.Variables?.Invoke(body, answers, response).ToList();
        return new CommandReading(CommandStatus.Of(CommandRequest.Find(plan.Action)!.Response!, response), response, fault, variables);
    }

    private static OutgoingCall Call(string name, WireType type, JsonObject payload) => new(name, CommandRequest.Write(type, payload))
    {
        LoggedPayload = CommandVariables.Masked(payload) is { } masked ? CommandRequest.Write(type, masked) : (ReadOnlyMemory<byte>?)null,
    };

    private static string Asked(string path)
    {
        var last = path[(path.LastIndexOf('.') + 1)..];
        return AskedAs.GetValueOrDefault(last, last);
    }

    private static CommandPlan Refuse(string action, CommandRefusal refusal) => new() { Action = action, Refusal = refusal };
}
