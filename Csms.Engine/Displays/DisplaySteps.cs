using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Events;

namespace Csms.Engine.Displays;

/// <summary>From what is known of a station's display to what is known next. Pure; the same back when nothing changes.</summary>
internal static class DisplaySteps
{
    /// <summary>A message as JSON says it; null when it lacks what makes one.</summary>
    public static DisplayMessage? Read(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || Number(message, "id") is not { } id || Text(message, "priority") is not { } priority
            || !message.TryGetProperty("message", out var content) || content.ValueKind != JsonValueKind.Object || Text(content, "format") is not { } format || Text(content, "content") is not { } text)
        {
            return null;
        }

        return new DisplayMessage
        {
            Id = id,
            Priority = priority,
            State = Text(message, "state"),
            StartsAt = Time(message, "startDateTime"),
            EndsAt = Time(message, "endDateTime"),
            TransactionId = Text(message, "transactionId"),
            Format = format,
            Language = Text(content, "language"),
            Content = text,
            Extra = Extra(message),
        };
    }

    /// <summary>The station accepted a message; one with the same number is replaced (O06).</summary>
    public static StationDisplay Set(StationDisplay before, JsonElement body, string actor, DateTimeOffset now) =>
        body.TryGetProperty("message", out var member) && Read(member) is { } message
            ? Next(before) with { Messages = before.Messages.SetItem(message.Id, message with { AcceptedAt = now, Actor = actor }) }
            : before;

    /// <summary>The station has a message no more.</summary>
    public static StationDisplay Cleared(StationDisplay before, int? id) =>
        id is { } known && before.Messages.ContainsKey(known) ? Next(before) with { Messages = before.Messages.Remove(known) } : before;

    /// <summary>The station will tell its messages (Accepted), or has none such (Unknown).</summary>
    public static StationDisplay Asked(StationDisplay before, JsonElement body, string status, DateTimeOffset now)
    {
        if (body.TryGetProperty("id", out _) || body.TryGetProperty("priority", out _) || body.TryGetProperty("state", out _)) return before; // only some were asked for
        return status == "Accepted" ? Next(before) with { Reading = Number(body, "requestId"), Told = [] }
            : status == "Unknown" ? Next(before) with { Messages = before.Messages.Clear(), ReadAt = now, Reading = null }
            : before;
    }

    /// <summary>A part of its messages. The last part of all takes away what was not told.</summary>
    public static StationDisplay Reported(StationDisplay before, DisplayMessagesReported part, DateTimeOffset now)
    {
        var next = Next(before);
        foreach (var text in part.Messages)
        {
            using var document = JsonDocument.Parse(text);
            if (Read(document.RootElement) is not { } message) continue;
            var known = next.Messages.GetValueOrDefault(message.Id);
            next = next with
            {
                Messages = next.Messages.SetItem(message.Id, message with { AcceptedAt = known?.AcceptedAt, Actor = known?.Actor, ToldAt = now }),
                Told = next.Told.Add(message.Id),
            };
        }

        return before.Reading != part.RequestId || part.MoreToCome ? next
            : next with { Messages = next.Messages.RemoveRange(next.Messages.Keys.Where(id => !next.Told.Contains(id)).ToList()), ReadAt = now, Reading = null, Told = [] };
    }

    /// <summary>A transaction has ended: what was shown for it is gone (O02).</summary>
    public static StationDisplay Ended(StationDisplay before, string transactionId)
    {
        var after = Without(before, message => message.TransactionId == transactionId);
        return ReferenceEquals(after, before) ? before : Next(after);
    }

    /// <summary>What is past its end is gone; no change of its own.</summary>
    public static StationDisplay Passed(StationDisplay before, DateTimeOffset now) => Without(before, message => message.EndsAt <= now);

    private static StationDisplay Without(StationDisplay before, Func<DisplayMessage, bool> gone)
    {
        var ids = before.Messages.Values.Where(gone).Select(message => message.Id).ToList();
        return ids.Count == 0 ? before : before with { Messages = before.Messages.RemoveRange(ids) };
    }

    private static ImmutableArray<DisplayText> Extra(JsonElement message) => !message.TryGetProperty("messageExtra", out var list) || list.ValueKind != JsonValueKind.Array ? []
        : [.. list.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.Object && Text(each, "format") is not null && Text(each, "content") is not null)
            .Select(each => new DisplayText(Text(each, "format")!, Text(each, "language"), Text(each, "content")!))];

    private static StationDisplay Next(StationDisplay before) => before with { Revision = before.Revision + 1 };

    private static string? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static DateTimeOffset? Time(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : null;
}
