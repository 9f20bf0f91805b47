using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// A room above the stations that has a part in commands: it knows members that a body may leave out (the next version of a local list…), and keeps what a
/// station has accepted (a reservation, a charging profile, a list). Registered as a service; every follower hears of every command.
/// </summary>
public interface ICommandFollower
{
    /// <summary>The body with the members that only this room knows; null when it has nothing to add. Called before the command is planned, also when it waited.</summary>
    /// <param name="station">To whom.</param>
    /// <param name="command">The command.</param>
    /// <param name="body">Its body so far, in 2.1's words; not to be changed.</param>
    /// <param name="cancellation">Ends with the host.</param>
    ValueTask<JsonObject?> CompleteAsync(StationState station, StationCommand command, JsonElement body, CancellationToken cancellation) => new((JsonObject?)null);

    /// <summary>
    /// The station has answered. Awaited before anyone hears of the answer, so that what was accepted is visible over REST when the answer leaves
    /// (CONTRACTS 10 and 14). A fault in here is logged and does not take the answer away.
    /// </summary>
    /// <param name="station">Who answered.</param>
    /// <param name="command">The command.</param>
    /// <param name="body">The body as it was sent, in 2.1's words, its ids filled in.</param>
    /// <param name="reading">The answer, in 2.1's words.</param>
    /// <param name="cancellation">Ends with the host.</param>
    Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation);
}
