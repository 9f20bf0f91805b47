using System.Collections.Immutable;
using System.Text.Json;

namespace Csms.Engine.LocalLists;

/// <summary>From what is known of a station's list to what is known next. Pure.</summary>
internal static class LocalListSteps
{
    private const int Kept = 12; // answers

    /// <summary>How it stands.</summary>
    public static LocalListStanding Standing(LocalListState state, TokenList wanted) =>
        state.Mode == LocalListMode.Off ? LocalListStanding.Off
        : state.IsUnsupported ? LocalListStanding.Unsupported
        : state.IsDoubtful ? LocalListStanding.Doubtful
        : state.Version is null or <= 0 ? LocalListStanding.NeverSent
        : state.NeedsFull ? LocalListStanding.OtherVersion
        : ListDifference.Of(state.Held, wanted).Count > 0 ? LocalListStanding.Behind
        : LocalListStanding.InStep;

    /// <summary>People decide who sees to it. What went wrong before is tried again at once.</summary>
    public static LocalListState Decided(LocalListState state, LocalListMode mode, ImmutableArray<string> groups) =>
        state.Mode == mode && state.Groups.SequenceEqual(groups, StringComparer.Ordinal) ? state
            : Next(state) with { Mode = mode, Groups = groups, NextTry = null, Failures = 0, IsUnsupported = state.IsUnsupported && state.Mode == mode };

    /// <summary>The station answered SendLocalList (D01).</summary>
    public static LocalListState Sent(LocalListState state, JsonElement body, string status, string actor, DateTimeOffset now)
    {
        var update = Text(body, "updateType") == nameof(ListUpdate.Full) ? ListUpdate.Full : ListUpdate.Differential;
        var entries = LocalListBody.Read(body);
        var version = Number(body, "versionNumber");
        var next = Noted(state, new ListAnswer(now, update, version, entries.Count, status, actor));
        if (status != "Accepted")
        {
            // A part of it may have been taken.
            return next with { IsDoubtful = status != "NotSupported", IsUnsupported = status == "NotSupported" };
        }

        var put = entries.Where(each => each.Info is not null).Select(each => new ListEntry(each.IdToken, each.Type, each.Info!));
        var gone = entries.Where(each => each.Info is null).Select(each => each.IdToken).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var listed = entries.Where(each => each.Info is not null).Select(each => each.IdToken).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return next with
        {
            Held = update == ListUpdate.Full ? TokenList.Of(put) : TokenList.Of([.. state.Held.Entries.Where(each => !gone.Contains(each.IdToken)), .. put]),
            Version = version,
            AcceptedAt = now,
            ToldVersion = null, // it counts from here
            ToldAt = null,
            IsDoubtful = update == ListUpdate.Differential && (state.IsDoubtful || state.Version is null),
            IsUnsupported = false,
            Failures = 0,
            NextTry = null,
            LeftOut = state.LeftOut.IsEmpty ? [] : [.. state.LeftOut.Where(token => !listed.Contains(token))], // whoever lists it again means it
        };
    }

    /// <summary>The station answered GetLocalListVersion (D02).</summary>
    public static LocalListState Told(LocalListState state, int version, string actor, DateTimeOffset now) =>
        Noted(state, new ListAnswer(now, ListUpdate.Version, version, 0, "Accepted", actor)) with
        {
            ToldVersion = version,
            ToldAt = now,
            IsUnsupported = version < 0,
            Version = version == 0 ? 0 : state.Version, // 0 is reserved for "no list" (2.1 D01.FR.18)
            Held = version == 0 ? TokenList.Empty : state.Held,
            IsDoubtful = version != 0 && state.IsDoubtful,
        };

    /// <summary>A command about the list was sent and got an error or no answer.</summary>
    public static LocalListState Unanswered(LocalListState state, ListUpdate update, int entries, string word, string actor, DateTimeOffset now) =>
        Noted(state, new ListAnswer(now, update, null, entries, word, actor)) with
        {
            IsDoubtful = update != ListUpdate.Version || state.IsDoubtful,
            IsUnsupported = state.IsUnsupported || word is "NotImplemented" or "NotSupported",
        };

    /// <summary>It came to nothing: the next try waits, longer each time.</summary>
    public static LocalListState Failed(LocalListState state, TimeSpan first, DateTimeOffset now) =>
        Next(state) with { Failures = state.Failures + 1, NextTry = now + TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Min(state.Failures, 10), TimeSpan.TicksPerHour)) };

    /// <summary>The station erased what it knew of a person (2.1 N10): the token is off the list and does not come back by itself.</summary>
    public static LocalListState Erased(LocalListState state, string idToken) => state.Held.Find(idToken) is null ? state : Next(state) with
    {
        Held = TokenList.Of(state.Held.Entries.Where(entry => !string.Equals(entry.IdToken, idToken, StringComparison.OrdinalIgnoreCase))),
        LeftOut = state.LeftOut.Contains(idToken, StringComparer.OrdinalIgnoreCase) ? state.LeftOut : state.LeftOut.Add(idToken),
        IsDoubtful = true,
    };

    /// <summary>The station has booted: it may be another one by now.</summary>
    public static LocalListState Booted(LocalListState state) =>
        state.Mode == LocalListMode.Off || state is { NextTry: null, IsUnsupported: false } ? state : Next(state) with { NextTry = null, IsUnsupported = false };

    private static LocalListState Noted(LocalListState state, ListAnswer answer) =>
        Next(state) with { Answers = [answer, .. state.Answers.Take(Kept - 1)] };

    private static LocalListState Next(LocalListState state) => state with { Revision = state.Revision + 1 };

    private static string? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
