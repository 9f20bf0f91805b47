using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Engine.Stations.Commands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Commands;

/// <summary>What became of a command as an HTTP answer (CONTRACTS 1 to 3). Pure.</summary>
internal static class CommandResults
{
    public static Results<Ok<CommandAnswer>, Accepted<CommandView>, ProblemHttpResult> Of(StationCommand command) => command.Stage switch
    {
        CommandStage.Answered or CommandStage.Observed => TypedResults.Ok(CommandAnswer.Of(command)),
        CommandStage.Queued or CommandStage.Sent => TypedResults.Accepted($"/api/v1/commands/{command.Id}", CommandView.Of(command)),
        CommandStage.Error when command.OcppError is "NotImplemented" or "NotSupported" =>
            Refused(command, StatusCodes.Status422UnprocessableEntity, "The station does not support it"),
        CommandStage.Error => Refused(command, StatusCodes.Status502BadGateway, "The station answered with an error"),
        CommandStage.NoAnswer => Refused(command, StatusCodes.Status504GatewayTimeout, "No answer of the station"),
        CommandStage.NotSent or CommandStage.Expired or CommandStage.Withdrawn or CommandStage.Superseded => Refused(command, StatusCodes.Status409Conflict, "Nothing was sent"),
        CommandStage.NotPossible when command.NotSupported =>
            Refused(command, StatusCodes.Status422UnprocessableEntity, "Not in the OCPP version of the station"),
        CommandStage.NotPossible => command.Member is { } member
            ? Problem.Invalid(new Dictionary<string, string[]> { [member] = [command.Fault?.ToString() ?? "Not valid."] })
            : Refused(command, StatusCodes.Status400BadRequest, "The request is not valid"),
        _ => throw new InvalidOperationException($"no command stage {command.Stage}"),
    };

    private static ProblemHttpResult Refused(StationCommand command, int status, string title)
    {
        var members = new Dictionary<string, object?> { ["commandId"] = command.Id };
        if (command.Stage == CommandStage.Error)
        {
            members["ocppError"] = command.OcppError;
            members["ocppDescription"] = command.Fault?.ToString();
        }
        else if (command.Fault is { } fault)
        {
            members["code"] = JsonNamingPolicy.CamelCase.ConvertName(fault.Code.ToString());
        }

        if (command.Member is not null) members["member"] = command.Member;
        if (command.MessageId is not null) members["messageId"] = command.MessageId;
        if (command.Sent is not null) members["sent"] = command.Sent;
        var detail = command.Stage == CommandStage.Error ? $"{command.OcppError}: {command.Fault}" : command.Fault?.ToString() ?? title;
        return Problem.Of(status, title, detail, members);
    }
}
