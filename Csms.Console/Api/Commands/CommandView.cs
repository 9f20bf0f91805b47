using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Api.Commands;

/// <summary>A command and what became of it.</summary>
/// <param name="Id">Unique.</param>
/// <param name="StationId">To whom.</param>
/// <param name="Action">Action of OCPP 2.1.</param>
/// <param name="Body">As given, passwords masked.</param>
/// <param name="Stage">queued, sent, answered, observed, error, noAnswer, notSent, notPossible, expired, withdrawn or superseded.</param>
/// <param name="Actor">Who gave it.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="QueuedAt">When it was given.</param>
/// <param name="ExpiresAt">Until when it may wait for the station.</param>
/// <param name="SentAt">When it left.</param>
/// <param name="MessageId">Id of the (last) CALL.</param>
/// <param name="AnsweredAt">When the answer came.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Response">The answer with the member names of OCPP 2.1.</param>
/// <param name="OcppError">Code of a CALLERROR.</param>
/// <param name="Error">Description of a CALLERROR, or why there is no answer.</param>
/// <param name="ErrorCode">The same as a camelCase word; asSaid for the station's own words.</param>
/// <param name="Expected">What should follow an accepted command.</param>
/// <param name="ExpectedCode">The same as a camelCase word.</param>
/// <param name="Observed">What was seen of it.</param>
/// <param name="ObservedCode">The same as a camelCase word.</param>
/// <param name="ObservedAt">When it was seen.</param>
/// <param name="SupersededBy">The newer command that took its place while it waited.</param>
internal sealed record CommandView(
    Guid Id,
    string StationId,
    string Action,
    JsonNode? Body,
    string Stage,
    string Actor,
    string? Reason,
    DateTimeOffset QueuedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? SentAt,
    string? MessageId,
    DateTimeOffset? AnsweredAt,
    string? Status,
    JsonObject? Response,
    string? OcppError,
    string? Error,
    string? ErrorCode,
    string? Expected,
    string? ExpectedCode,
    string? Observed,
    string? ObservedCode,
    DateTimeOffset? ObservedAt,
    Guid? SupersededBy)
{
    public static CommandView Of(StationCommand command) => new(
        command.Id, command.Station.Value, command.Action, CommandText.ForAudit(command.Action, command.ShownBody), System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(command.Stage.ToString()),
        command.Actor, command.Reason, command.QueuedAt, command.ExpiresAt, command.SentAt, command.MessageId, command.AnsweredAt, command.Status,
        command.Response, command.OcppError, command.Fault?.ToString(), Word(command.Fault), command.Expectation?.ToString(), Word(command.Expectation),
        command.Observed?.ToString(), Word(command.Observed), command.ObservedAt, command.SupersededBy);

    private static string? Word<TCode>(Statement<TCode>? statement)
        where TCode : struct, Enum => statement is null ? null : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(statement.Code.ToString());
}
