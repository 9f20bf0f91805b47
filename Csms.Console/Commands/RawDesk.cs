using System.Text;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>
/// The one way in which a raw CALL reaches a station, from the console and over the API: checks who may, sends it, writes the audit log
/// with what was sent and what came of it.
/// </summary>
public sealed class RawDesk(RawCalls calls, StationDirectory stations, IAuditLog audit)
{
    /// <summary>Longest action, in characters. The standard's longest has 33.</summary>
    public const int LongestAction = 100;

    /// <summary>Largest payload, in bytes.</summary>
    public const int MaxPayloadBytes = 1024 * 1024;

    private const string Action = "station.message.raw";

    /// <summary>Whether a text can stand as an action in a frame.</summary>
    public static bool IsAction(string? text) => text is { Length: >= 1 and <= LongestAction } && !text.Any(char.IsControl) && text.Trim().Length == text.Length;

    /// <summary>Sends a CALL and waits for what becomes of it; null when the caller may not, or the station is gone. Leaving does not stop it: what may have been sent is always written down.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="station">To whom.</param>
    /// <param name="action">Action as it stands in the frame (<see cref="IsAction"/>).</param>
    /// <param name="payload">A JSON object.</param>
    public async Task<CallOutcome?> SendAsync(AccessScope scope, StationId station, string action, JsonElement payload)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (stations.Find(station) is not { } state || !scope.Can(Permissions.MessagesRaw, state.Profile.SiteId)) return null;
        var outcome = await calls.SendAsync(station, action, payload, CancellationToken.None);
        await audit.WriteAsync(scope.Actor, Action, "station", station.Value,
            after: new { Action = action, Payload = RawCalls.Shown(action, payload), outcome.MessageId, Result = outcome.Result.ToString(), outcome.ErrorCode, Answer = Text(outcome.Payload) },
            cancellationToken: CancellationToken.None);
        return outcome;
    }

    // The audit log keeps what fits on a screen; the whole answer is in the message log.
    private static string? Text(ReadOnlyMemory<byte> answer)
    {
        const int most = 1000;
        if (answer.IsEmpty) return null;
        var text = Encoding.UTF8.GetString(answer.Span);
        return text.Length <= most ? text : text[..most] + "…";
    }
}
