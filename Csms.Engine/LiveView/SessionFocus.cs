using System.Globalization;
using System.Text.Json;
using Csms.Engine.Sessions;

namespace Csms.Engine.LiveView;

/// <summary>
/// Which exchanges of a station belong to a session: what names its transaction, whenever it came, and while it lasted what concerns its
/// EVSE, its token or the whole station. One rule for the session's page, the messages of its station and the API. Pure.
/// </summary>
public sealed record SessionFocus(Session Session)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private static readonly HashSet<string> _ofStation = ["BootNotification", "Reset"];
    private static readonly HashSet<string> _byToken = ["Authorize", "RequestStartTransaction", "RemoteStartTransaction"];

    /// <summary>No exchange of it is older.</summary>
    public DateTimeOffset From => (Session.ReceivedAt < Session.StartedAt ? Session.ReceivedAt : Session.StartedAt) - Margin;

    /// <summary>No exchange of it is younger; null while it runs. What a station delivers late is heard long after the end.</summary>
    public DateTimeOffset? To => Session.EndedAt is not { } end ? null : (end < Session.LastHeardAt ? Session.LastHeardAt : end) + Margin;

    /// <summary>Whether an exchange belongs to it.</summary>
    /// <param name="at">When the request was received or sent.</param>
    /// <param name="action">Action.</param>
    /// <param name="request">JSON of the request.</param>
    /// <param name="answer">JSON of the answer; null without one.</param>
    public bool Concerns(DateTimeOffset at, string? action, string request, string? answer)
    {
        if (action is null || at < From || at > To)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(request);
            var payload = document.RootElement;
            if (payload.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            if (TransactionIn(action, payload, answer) is { } transaction)
            {
                return transaction == Session.TransactionId;
            }

            if (at < Session.StartedAt - Margin || at > Session.EndedAt + Margin)
            {
                return false;
            }

            if (EvseIn(payload) is { } evse)
            {
                return evse == Session.EvseId || (evse == 0 && action != "MeterValues");
            }

            return _ofStation.Contains(action) || (_byToken.Contains(action) && IsItsToken(payload));
        }
        catch (JsonException)
        {
            return false; // an unreadable frame belongs to nothing
        }
    }

    /// <inheritdoc cref="Concerns(DateTimeOffset, string?, string, string?)"/>
    public bool Concerns(LiveFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Concerns(frame.At, frame.Action, frame.Payload, frame.AnswerPayload);
    }

    /// <summary>The transaction that an exchange names, as text; null when it names none.</summary>
    public static string? TransactionOf(LiveFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        try
        {
            using var document = JsonDocument.Parse(frame.Payload);
            return document.RootElement.ValueKind == JsonValueKind.Object ? TransactionIn(frame.Action ?? "", document.RootElement, frame.AnswerPayload) : null;
        }
        catch (JsonException)
        {
            return null; // an unreadable frame names nothing
        }
    }

    // 1.6 gives the transaction its number in the answer to its start.
    private static string? TransactionIn(string action, JsonElement payload, string? answer)
    {
        if (action == "StartTransaction")
        {
            return AnsweredTransaction(answer);
        }

        foreach (var name in (ReadOnlySpan<string>)["transactionInfo", "chargingProfile", "csChargingProfiles"])
        {
            if (payload.TryGetProperty(name, out var inner) && inner.ValueKind == JsonValueKind.Object && Text(inner, "transactionId") is { } told)
            {
                return told;
            }
        }

        return Text(payload, "transactionId");
    }

    private static string? AnsweredTransaction(string? answer)
    {
        if (answer is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(answer);
        return document.RootElement.ValueKind == JsonValueKind.Object ? Text(document.RootElement, "transactionId") : null;
    }

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    private static int? EvseIn(JsonElement payload)
    {
        if (payload.TryGetProperty("evse", out var evse) && evse.ValueKind == JsonValueKind.Object)
        {
            return Number(evse, "id");
        }

        return Number(payload, "evseId") ?? Number(payload, "connectorId");
    }

    private static int? Number(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && int.TryParse(value.GetRawText(), CultureInfo.InvariantCulture, out var number) ? number : null;

    private bool IsItsToken(JsonElement payload)
    {
        var text = payload.TryGetProperty("idToken", out var token) && token.ValueKind == JsonValueKind.Object ? Text(token, "idToken") : Text(payload, "idTag");
        return text is not null && string.Equals(text, Session.Token?.Value, StringComparison.OrdinalIgnoreCase);
    }
}
