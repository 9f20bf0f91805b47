using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Displays;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs put messages on a display by its own page or address: allowed, sent, in the audit log.</summary>
internal sealed class DisplayDesk(StationCommands commands, DisplayBook book, IAuditLog audit)
{
    /// <summary>The permission that all of it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("SetDisplayMessage");

    /// <summary>MessagePriorityEnumType.</summary>
    public static readonly IReadOnlyList<string> Priorities = ["NormalCycle", "InFront", "AlwaysFront"];

    /// <summary>MessageStateEnumType of every version.</summary>
    public static readonly IReadOnlyList<string> States = ["Charging", "Faulted", "Idle", "Unavailable"];

    /// <summary>MessageStateEnumType of a version.</summary>
    public static IEnumerable<string> StatesOf(string? version) => version == "2.0.1" ? States : [.. States, "Suspended", "Discharging"];

    /// <summary>Most other languages of a message (2.1 messageExtra).</summary>
    public const int MostExtra = 4;

    /// <summary>MessageFormatEnumType of every version.</summary>
    public static readonly IReadOnlyList<string> Formats = ["UTF8", "ASCII", "HTML", "URI"];

    /// <summary>Longest content of every version, characters (2.0.1 MessageContentType).</summary>
    public const int LongestContent = 512;

    /// <summary>Puts a message on the display; id 0 takes the next number that is free as far as known.</summary>
    public async Task<StationCommand> SetAsync(AccessScope scope, StationState station, DisplayMessage message, CancellationToken cancellation)
    {
        var id = message.Id > 0 ? message.Id : book.Find(station.Id).Messages.Keys.DefaultIfEmpty(0).Max() + 1;
        var info = new JsonObject { ["id"] = id, ["priority"] = message.Priority, ["message"] = Content(new DisplayText(message.Format, message.Language, message.Content)) };
        if (message.Extra.Length > 0) info["messageExtra"] = new JsonArray([.. message.Extra.Select(Content)]);
        if (message.State is { } state) info["state"] = state;
        if (message.StartsAt is { } starts) info["startDateTime"] = Stamp(starts);
        if (message.EndsAt is { } ends) info["endDateTime"] = Stamp(ends);
        if (message.TransactionId is { } transaction) info["transactionId"] = transaction;
        return await SendAsync(scope, station, "SetDisplayMessage", new JsonObject { ["message"] = info }, "station.display.set", cancellation);
    }

    /// <summary>Takes a message off.</summary>
    public Task<StationCommand> ClearAsync(AccessScope scope, StationState station, int id, CancellationToken cancellation) =>
        SendAsync(scope, station, "ClearDisplayMessage", new JsonObject { ["id"] = id }, "station.display.clear", cancellation);

    /// <summary>Has the station tell all its messages; they come in behind the answer.</summary>
    public Task<StationCommand> ReadAsync(AccessScope scope, StationState station, CancellationToken cancellation) =>
        SendAsync(scope, station, "GetDisplayMessages", [], "station.command.GetDisplayMessages", cancellation);

    private async Task<StationCommand> SendAsync(AccessScope scope, StationState station, string action, JsonObject body, string audited, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to set display messages");
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, audited, "station", station.Id.Value, null,
            new { Body = body.ToJsonString(), CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }

    private static JsonObject Content(DisplayText text)
    {
        var content = new JsonObject { ["format"] = text.Format, ["content"] = text.Content };
        if (text.Language is { } language) content["language"] = language;
        return content;
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
