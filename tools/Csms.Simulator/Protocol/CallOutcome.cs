using System.Text.Json.Nodes;

namespace Csms.Simulator.Protocol;

/// <summary>How a CALL of the station ended, with what came back.</summary>
/// <param name="Kind">Answered or not.</param>
/// <param name="Payload">Payload of the CALLRESULT.</param>
/// <param name="ErrorCode">Code of the CALLERROR.</param>
/// <param name="ErrorDescription">Its description.</param>
public sealed record CallOutcome(CallOutcomeKind Kind, JsonObject? Payload = null, string? ErrorCode = null, string? ErrorDescription = null)
{
    internal static CallOutcome LinkLost { get; } = new(CallOutcomeKind.LinkLost);

    internal static CallOutcome TimedOut { get; } = new(CallOutcomeKind.TimedOut);
}
