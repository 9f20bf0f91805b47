using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>A command to a station with its life so far. Immutable; each step makes the next one.</summary>
public sealed record StationCommand
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>To whom.</summary>
    public required StationId Station { get; init; }

    /// <summary>Action of OCPP 2.1.</summary>
    public required string Action { get; init; }

    /// <summary>JSON object, members as in OCPP 2.1.</summary>
    public required string Body { get; init; }

    /// <summary>The body for people and logs: a password that it sets is masked.</summary>
    public JsonNode? ShownBody => JsonNode.Parse(Body) is JsonObject body ? CommandVariables.Masked(body) ?? body : null;

    /// <summary>It carries a password: it is never stored in clear, so it can't wait for a station over a restart.</summary>
    public bool HasSecret => CarriesSecret(Body);

    /// <summary>Who gave it: a user's name or an API key's.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, where one was typed.</summary>
    public string? Reason { get; init; }

    /// <summary>Stage.</summary>
    public CommandStage Stage { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>Until when it may wait for the station.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it left.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Message id of its (last) CALL.</summary>
    public string? MessageId { get; init; }

    /// <summary>Action of its (last) CALL in the station's version; null until it left, and for what an earlier run of the engine sent.</summary>
    public string? SentAction { get; init; }

    /// <summary>Payload as sent, one object a CALL.</summary>
    public JsonNode? Sent { get; init; }

    /// <summary>When the answer came.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The station's word: status of the answer (CONTRACTS 1).</summary>
    public string? Status { get; init; }

    /// <summary>The answer in 2.1's words.</summary>
    public JsonObject? Response { get; init; }

    /// <summary>Error code of a CALLERROR, as the station spelt it.</summary>
    public string? OcppError { get; init; }

    /// <summary>Why it came to nothing: the words of a CALLERROR, or ours.</summary>
    public Statement<CommandFault>? Fault { get; init; }

    /// <summary>The member at fault when it could not be sent.</summary>
    public string? Member { get; init; }

    /// <summary>The station's OCPP version lacks the message or the member.</summary>
    public bool NotSupported { get; init; }

    /// <summary>What should follow; null when nothing does.</summary>
    public Statement<CommandSight>? Expectation { get; init; }

    /// <summary>The newer command that took its place; null: none did.</summary>
    public Guid? SupersededBy { get; init; }

    /// <summary>Until when we look for it.</summary>
    public DateTimeOffset? WatchUntil { get; init; }

    /// <summary>What was seen.</summary>
    public Statement<CommandSight>? Observed { get; init; }

    /// <summary>When it was seen.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>A body sets a password.</summary>
    public static bool CarriesSecret(string body) => JsonNode.Parse(body) is JsonObject members && CommandVariables.Masked(members) is not null;

    /// <summary>The station's word means that it does what was asked.</summary>
    public static bool IsAgreement(string? status) => status is "Accepted" or "AcceptedCanceled" or "Scheduled" or "Unlocked" or "RebootRequired";

    /// <summary>Nothing more will happen to it.</summary>
    public bool IsOver => Stage is not (CommandStage.Queued or CommandStage.Sent)
        && (Stage != CommandStage.Answered || Expectation is null);
}
