using System.Text.Json;
using Csms.Engine.Units;

namespace Csms.Engine.Reservations;

/// <summary>What a reservation becomes. Pure; the same back when nothing changes.</summary>
internal static class ReservationSteps
{
    /// <summary>What an accepted ReserveNow says, in 2.1's words; null when it lacks what makes a reservation.</summary>
    public static Reservation? Made(StationId station, JsonElement body, string actor, DateTimeOffset now)
    {
        if (Number(body, "id") is not { } id || Time(body, "expiryDateTime") is not { } expires || Token(body, "idToken") is not ({ } idToken, var type)) return null;
        return new Reservation
        {
            Id = id,
            Station = station,
            EvseId = Number(body, "evseId") is > 0 and var evse ? evse : null,
            ConnectorType = Text(body, "connectorType"),
            IdToken = idToken,
            IdTokenType = type ?? "Central",
            GroupId = Token(body, "groupIdToken").Value,
            CreatedAt = now,
            ExpiresAt = expires,
            Actor = actor,
        };
    }

    /// <summary>A transaction names it. That counts also when its time had passed here: the station's message may be late.</summary>
    public static Reservation Used(Reservation before, long? session, DateTimeOffset at) =>
        before.State is ReservationState.Active or ReservationState.Expired ? before with { State = ReservationState.Used, EndedAt = at, SessionId = session }
        : before is { State: ReservationState.Used, SessionId: null } && session is not null ? before with { SessionId = session }
        : before;

    /// <summary>It ends otherwise.</summary>
    public static Reservation Ended(Reservation before, ReservationState end, DateTimeOffset at) => before.IsActive ? before with { State = end, EndedAt = at } : before;

    /// <summary>What the station's word for the end means.</summary>
    public static ReservationState EndOf(string status) => status == "Expired" ? ReservationState.Expired : ReservationState.Removed;

    /// <summary>A whole number among the members, or null.</summary>
    public static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : null;

    private static (string? Value, string? Type) Token(JsonElement body, string member) =>
        body.TryGetProperty(member, out var token) && token.ValueKind == JsonValueKind.Object ? (Text(token, "idToken"), Text(token, "type")) : (null, null);
}
