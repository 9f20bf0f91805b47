using System.Globalization;

namespace Csms.Console.Pages.Messages;

/// <summary>Filter and frame as the address spells them.</summary>
internal static class MessageAddress
{
    private static readonly string[] _times = ["yyyyMMdd'T'HHmmss'Z'", "yyyyMMdd'T'HHmmss.ffffff'Z'"];

    /// <summary>How far the time of a frame's name may be from its own.</summary>
    public static readonly TimeSpan NearBy = TimeSpan.FromSeconds(5);

    public static MessageFilter Filter(string? search, string? action, string? direction, string? only, string? session, string? until) =>
        new() { Search = search, Action = action, Direction = direction is "in" or "out" ? direction : null, Troubled = only == "errors", Session = session, Until = Time(until) };

    /// <summary>Address of the messages that belong to a session.</summary>
    public static string OfSession(string station, string session) => $"/stations/{Uri.EscapeDataString(station)}?tab=messages&session={Uri.EscapeDataString(session)}";

    /// <summary>Time of a frame's name; null for a name of another kind.</summary>
    public static DateTimeOffset? TimeOf(string key) => Time(key.Split('_', 2)[0]);

    /// <summary>Message id of a frame's name; null for one that has none.</summary>
    public static string? IdOf(string key) => key.Split('_', 2) is [_, { Length: > 0 } id] ? id : null;

    /// <summary>Address of the frame of a station that left or came at about this time.</summary>
    public static string Href(string station, DateTimeOffset at, string messageId) =>
        $"/stations/{Uri.EscapeDataString(station)}?tab=messages&frame={Uri.EscapeDataString(MessageRow.KeyOf(at, messageId))}";

    /// <summary>Who knows a frame by its command has its message id, and a time that is nearly the frame's.</summary>
    public static MessageRow? Near(IReadOnlyList<MessageRow> rows, string key) =>
        IdOf(key) is { } id && TimeOf(key) is { } at ? rows.FirstOrDefault(row => row.Frame.MessageId == id && (row.Frame.At - at).Duration() <= NearBy) : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, _times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
