using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// CALLs to stations exactly as somebody wrote them: neither translated nor checked, known to the standard or not. They take their turn
/// among the commands (one outstanding CALL), and nothing of the engine's own follows from their answer.
/// </summary>
public sealed class RawCalls
{
    private readonly StationRegistry _registry;

    internal RawCalls(StationRegistry registry) => _registry = registry;

    /// <summary>Whether a member tells of whom a station is to report or clear data (N09, N10); a vendor's own might as well.</summary>
    public static bool IsOfCustomer(string action, string member) => action == "CustomerInformation" && member is not ("requestId" or "report" or "clear");

    /// <summary>The payload as it may be shown and kept: values that are known to be secret are masked, and the customer of CustomerInformation (N09, N10).</summary>
    public static JsonObject Shown(string action, JsonElement payload) => WithoutCustomer(action, payload) ?? Masked(payload) ?? JsonObject.Create(payload) ?? [];

    /// <summary>It sets a secret, such as the password of the station. The engine does not take it over from a raw CALL.</summary>
    public static bool CarriesSecret(JsonElement payload) => Masked(payload) is not null;

    /// <summary>Sends a CALL when its turn comes and waits for the answer, within the call timeout of the connection.</summary>
    /// <param name="station">To whom.</param>
    /// <param name="action">Action as it is to stand in the frame.</param>
    /// <param name="payload">A JSON object; it leaves as it was written.</param>
    /// <param name="cancellation">Who gives up takes a waiting CALL out; one that has left stays under way.</param>
    public async Task<CallOutcome> SendAsync(StationId station, string action, JsonElement payload, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(action);
        if (payload.ValueKind != JsonValueKind.Object)
        {
            throw new ArgumentException("The payload is no JSON object.", nameof(payload));
        }

        if (!_registry.TryGet(station, out var actor) || actor.Link is not { } link)
        {
            return new CallOutcome { Result = CallResult.NotSent };
        }

        CommandEffects.BeforeSending(actor, action, payload);
        var call = new OutgoingCall(action, Encoding.UTF8.GetBytes(payload.GetRawText()))
        {
            LoggedPayload = (WithoutCustomer(action, payload) ?? Masked(payload)) is { } masked ? Encoding.UTF8.GetBytes(masked.ToJsonString()) : (ReadOnlyMemory<byte>?)null,
        };
        return await link.CallAsync(call, cancellation);
    }

    // What a station tells of a customer is taken out of the log after a while, by the record of the command that asked; a raw CALL has no record.
    private static JsonObject? WithoutCustomer(string action, JsonElement payload)
    {
        if (action != "CustomerInformation" || JsonObject.Create(payload) is not { } members) return null;
        foreach (var member in members.Select(member => member.Key).Where(name => IsOfCustomer(action, name)).ToList()) members[member] = CommandVariables.Hidden;
        return members;
    }

    private static JsonObject? Masked(JsonElement payload) => JsonObject.Create(payload) is { } members ? CommandVariables.Masked(members) : null;
}
