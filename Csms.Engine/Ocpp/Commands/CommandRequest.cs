using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>A command's body after everything that is the same for every version: ids filled in, checked against 2.1.</summary>
internal static class CommandRequest
{
    private static readonly string[] Numbers = ["requestId", "remoteStartId", "versionNumber"];

    /// <summary>The action in 2.1; null when it is no command there.</summary>
    public static OcppAction? Find(string action) => V21Messages.All.Find(action) is { Direction: not MessageDirection.FromStation } found ? found : null;

    /// <summary>Fills in the ids that were left out and checks the body. A refusal is always the body's fault (400).</summary>
    public static CommandRefusal? Prepare(OcppAction action, JsonElement body, CommandContext context, out JsonObject prepared)
    {
        prepared = [];
        if (body.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            var text = Encoding.UTF8.GetBytes(body.GetRawText());
            if (JsonTree.TryParse(text) is not { } parsed)
            {
                return new CommandRefusal(false, null, Of(CommandFault.NotValid, action.Request.Check(text, out _) ?? new WireViolation(WireViolationKind.Malformed, "", Statement.Of(FrameNote.NotJson))));
            }

            prepared = parsed;
        }

        FillIds(action, prepared, context.FreshId);
        if (Check(action.Request, prepared) is { } violation)
        {
            return new CommandRefusal(false, violation.Path, Of(CommandFault.NotValid, violation));
        }

        return UnknownMember(action.Request, prepared) is { } unknown
            ? new CommandRefusal(false, unknown, Statement.Of(CommandFault.NoMember, unknown, action.Name))
            : ScheduleRules.Check(prepared);
    }

    /// <summary>The first violation of a field table.</summary>
    public static WireViolation? Check(WireType type, JsonObject body) => type.Check(Encoding.UTF8.GetBytes(body.ToJsonString()), out _);

    /// <summary>
    /// A refusal for what 2.1 allows and a station's version does not. That is the version's fault (422), unless something is missing
    /// that the version asks for: that could have been given (400).
    /// </summary>
    public static CommandRefusal? Refuse(WireViolation? violation, string? member) => violation is null ? null : new CommandRefusal(
        violation.Kind is not (WireViolationKind.MissingField or WireViolationKind.TooFew), member, Of(CommandFault.VersionForbids, violation));

    /// <summary>The first member that a field table does not know, or null.</summary>
    public static string? UnknownMember(WireType type, JsonObject body, string path = "")
    {
        foreach (var (name, value) in body)
        {
            if (type.Field(name) is not { } field)
            {
                return path + name;
            }

            if (field.Shape.Nested is not { } nested)
            {
                continue;
            }

            var index = 0;
            foreach (var item in value as JsonArray ?? [value?.DeepClone()])
            {
                var place = value is JsonArray ? string.Create(CultureInfo.InvariantCulture, $"{path}{name}[{index++}].") : $"{path}{name}.";
                if (item is JsonObject own && UnknownMember(nested, own, place) is { } unknown)
                {
                    return unknown;
                }
            }
        }

        return null;
    }

    /// <summary>The body as it goes out: members in the order of the schema, null members left out.</summary>
    public static byte[] Write(WireType type, JsonObject body)
    {
        var read = type.ReadMessage(Encoding.UTF8.GetBytes(body.ToJsonString()));
        return (read.Value ?? throw new ArgumentException(read.Violation!.ToString(), nameof(body))).ToUtf8();
    }

    private static Statement<CommandFault> Of(CommandFault fault, WireViolation violation) => Statement.Of(fault, StatementValue.Of(StatementWithin.Of(violation.Said)));

    private static void FillIds(OcppAction action, JsonObject body, int fresh)
    {
        foreach (var name in Numbers)
        {
            if (action.Request.Field(name) is { Required: true } && body[name] is null)
            {
                body[name] = fresh;
            }
        }

        if (action.Name == "ReserveNow" && body["id"] is null)
        {
            body["id"] = fresh;
        }

        // The criterion of GetChargingProfiles has the same name and no id.
        if (action.Request.Field("chargingProfile")?.Shape.Nested?.Field("id") is null || body["chargingProfile"] is not JsonObject profile)
        {
            return;
        }

        if (profile["id"] is null)
        {
            profile["id"] = fresh;
        }

        var next = 1;
        foreach (var schedule in JsonTree.Objects(profile["chargingSchedule"]))
        {
            if (schedule["id"] is null)
            {
                schedule["id"] = next;
            }

            next++;
        }
    }
}
