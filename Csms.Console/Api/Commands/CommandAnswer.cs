using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Api.Commands;

/// <summary>What a station answered to a command.</summary>
/// <param name="Status">Status of the answer; with a status per item the first that is not Accepted, else Accepted.</param>
/// <param name="Response">The answer with the member names of OCPP 2.1.</param>
/// <param name="Sent">The payload as sent; an array when it went out as several CALLs.</param>
/// <param name="MessageId">Id of the (last) CALL.</param>
/// <param name="CommandId">For GET /api/v1/commands/{id}: what was seen after the answer.</param>
internal sealed record CommandAnswer(string? Status, JsonObject? Response, JsonNode? Sent, string? MessageId, Guid CommandId)
{
    public static CommandAnswer Of(StationCommand command) => new(command.Status, command.Response, command.Sent, command.MessageId, command.Id);
}
