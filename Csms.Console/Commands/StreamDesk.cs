using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Streams;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs read and adjust periodic event streams by their own page or address: allowed, sent, in the audit log.</summary>
internal sealed class StreamDesk(StationCommands commands, IAuditLog audit)
{
    /// <summary>The permission that it needs.</summary>
    public static readonly string Permission = CommandPermissions.Of("AdjustPeriodicEventStream");

    /// <summary>Longest interval and most values at once that can be asked for.</summary>
    public const int MostSeconds = 86_400, MostValues = 10_000;

    /// <summary>Has the station tell its streams (2.1 GetPeriodicEventStream, N12).</summary>
    public Task<StationCommand> ReadAsync(AccessScope scope, StationState station, CancellationToken cancellation) =>
        SendAsync(scope, station, "GetPeriodicEventStream", [], "station.command.GetPeriodicEventStream", null, cancellation);

    /// <summary>Changes how often a stream is sent (2.1 AdjustPeriodicEventStream, N14).</summary>
    /// <param name="scope">Who.</param>
    /// <param name="station">Where.</param>
    /// <param name="stream">Which.</param>
    /// <param name="interval">Values are sent after this time at the latest, s; null: as it is.</param>
    /// <param name="values">Values are sent when there are so many; null: as it is.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public Task<StationCommand> AdjustAsync(AccessScope scope, StationState station, EventStream stream, int? interval, int? values, CancellationToken cancellation)
    {
        var terms = new JsonObject();
        if ((interval ?? stream.IntervalSeconds) is { } seconds) terms["interval"] = seconds; // what is left out would be the station's choice
        if ((values ?? stream.Values) is { } many) terms["values"] = many;
        return SendAsync(scope, station, "AdjustPeriodicEventStream", new JsonObject { ["id"] = stream.Id, ["params"] = terms }, "stream.adjust",
            new { stream.Id, stream.MonitorId, stream.IntervalSeconds, stream.Values }, cancellation);
    }

    private async Task<StationCommand> SendAsync(AccessScope scope, StationState station, string action, JsonObject body, string audited, object? before, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to read or adjust streams");
        var command = await commands.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
        await audit.WriteAsync(scope.Actor, audited, "station", station.Id.Value, before,
            new { Body = body.ToJsonString(), CommandId = command.Id, command.Stage, command.Status, command.OcppError }, cancellationToken: CancellationToken.None);
        return command;
    }
}
