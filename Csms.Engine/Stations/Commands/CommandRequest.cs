using System.Text.Json;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>A command as it is given.</summary>
/// <param name="Station">To whom.</param>
/// <param name="Action">Action of OCPP 2.1.</param>
/// <param name="Body">JSON object, members as in OCPP 2.1.</param>
/// <param name="Actor">Who gives it.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="WaitFor">How long it may wait for a station that is offline; null: it is sent now or not at all.</param>
/// <param name="Id">Number of the command, from who has written it down already; null: a fresh one.</param>
public sealed record CommandRequest(StationId Station, string Action, JsonElement Body, string Actor, string? Reason = null, TimeSpan? WaitFor = null, Guid? Id = null)
{
    /// <summary>The command as it begins its life.</summary>
    internal StationCommand Given(DateTimeOffset now) => new()
    {
        Id = Id ?? Guid.CreateVersion7(now), Station = Station, Action = Action, Body = Body.GetRawText(), Actor = Actor, Reason = Reason, QueuedAt = now,
        ExpiresAt = WaitFor is { } wait ? now + wait : null,
    };
}
