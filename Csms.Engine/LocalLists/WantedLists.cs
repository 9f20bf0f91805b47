using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Engine.LocalLists;

/// <summary>
/// What should stand on lists, reckoned once for all stations that want the same: again only when a token has changed or one of those on it expires.
/// </summary>
internal sealed class WantedLists(TokenDirectory tokens, TimeProvider time)
{
    private static readonly CommandContext Trial = new() { FreshId = 1 };

    private readonly ConcurrentDictionary<(string Groups, int? Most, OcppVersion Version), Reckoned> _reckoned = new();
    private readonly ConditionalWeakTable<TokenEntry, Prepared> _prepared = [];
    private readonly ConcurrentDictionary<string, WeakReference<TokenList>> _shared = new(StringComparer.Ordinal);

    /// <summary>For one station.</summary>
    /// <param name="station">Which.</param>
    /// <param name="state">Its choice.</param>
    /// <param name="most">Entries it has room for; null: not told.</param>
    /// <param name="dialect">The version it speaks.</param>
    public WantedList Of(StationId station, LocalListState state, int? most, IOcppDialect dialect)
    {
        var key = (string.Join('\n', state.Groups), most, dialect.Version);
        var now = time.GetUtcNow();
        if (!_reckoned.TryGetValue(key, out var reckoned) || reckoned.TokensVersion != tokens.Version || reckoned.Until <= now)
        {
            _reckoned[key] = reckoned = Reckon(state.Groups, most, dialect, now);
        }

        var wanted = reckoned.Placed.ContainsKey(station) ? reckoned.AtStations.GetOrAdd(station, _ => WithPlaced(reckoned, station, most, dialect)) : reckoned.Wanted;
        return state.LeftOut.IsEmpty ? wanted
            : wanted with { List = Share(TokenList.Of(wanted.List.Entries.Where(entry => !state.LeftOut.Contains(entry.IdToken, StringComparer.OrdinalIgnoreCase)))) };
    }

    /// <summary>The one object for a content.</summary>
    public TokenList Share(TokenList list)
    {
        if (list.Count == 0) return TokenList.Empty;
        while (true)
        {
            var kept = _shared.GetOrAdd(list.Hash, static (_, made) => new WeakReference<TokenList>(made), list);
            if (kept.TryGetTarget(out var known)) return known;
            if (_shared.TryUpdate(list.Hash, new WeakReference<TokenList>(list), kept)) return list;
        }
    }

    /// <summary>Forgets contents that nobody holds any more.</summary>
    public void Sweep()
    {
        foreach (var (hash, kept) in _shared)
        {
            if (!kept.TryGetTarget(out _)) _shared.TryRemove(new(hash, kept));
        }
    }

    private Reckoned Reckon(ImmutableArray<string> groups, int? most, IOcppDialect dialect, DateTimeOffset now)
    {
        var version = tokens.Version; // before the look: what changes meanwhile is looked at again
        var (unfit, until) = (0, DateTimeOffset.MaxValue);
        var fitting = new List<ListEntry>();
        var placed = new Dictionary<StationId, List<TokenEntry>>();
        foreach (var token in tokens.All)
        {
            if (token.StatusAt(now) != AuthorizationStatus.Accepted || (!groups.IsEmpty && !groups.Any(token.IsIn))) continue;
            if (token.ExpiresAt < until) until = token.ExpiresAt.Value;
            if (token.OnlyAt is { } only)
            {
                foreach (var place in only.Stations) (CollectionsMarshal.GetValueRefOrAddDefault(placed, place, out _) ??= []).Add(token);
            }
            else if (_prepared.GetValue(token, static each => new Prepared(each)).In(dialect, default) is { } entry) fitting.Add(entry);
            else unfit++;
        }

        var list = TokenList.Of(fitting);
        var beyond = most is { } room && list.Count > room ? list.Count - room : 0;
        if (beyond > 0) list = TokenList.Of(list.Entries.Take(most!.Value));
        return new Reckoned(new WantedList(Share(list), beyond, unfit), placed, version, until);
    }

    /// <summary>With the tokens that may charge at few stations, of which this is one.</summary>
    private WantedList WithPlaced(Reckoned reckoned, StationId station, int? most, IOcppDialect dialect)
    {
        var added = new Added([.. reckoned.Placed[station].Select(token => _prepared.GetValue(token, static each => new Prepared(each)).In(dialect, station))]);
        return reckoned.WithAdded.GetOrAdd(added, made => Make(reckoned, made.Entries, most));
    }

    private WantedList Make(Reckoned reckoned, ImmutableArray<ListEntry?> entries, int? most)
    {
        var list = reckoned.Wanted.List.With(entries.OfType<ListEntry>());
        var beyond = most is { } room && list.Count > room ? list.Count - room : 0;
        if (beyond > 0) list = TokenList.Of(list.Entries.Take(most!.Value));
        return new WantedList(Share(list), reckoned.Wanted.TooMany + beyond, reckoned.Wanted.Unfit + entries.Count(entry => entry is null));
    }

    /// <summary>A token as this version can say it; null: it can't. One for some EVSEs alone never stands there as one for all.</summary>
    private static ListEntry? EntryOf(TokenEntry token, StationId station, IOcppDialect dialect)
    {
        var full = new ListEntry(token.IdToken, token.Type, LocalListBody.InfoOf(token, station, plain: false));
        if (Fits(full)) return full;
        var plain = full with { Info = LocalListBody.InfoOf(token, station, plain: true) };
        return plain != full && Fits(plain) ? plain : null;

        bool Fits(ListEntry entry) => dialect.Plan("SendLocalList", Alone(entry), Trial).Refusal is null;
    }

    private static JsonElement Alone(ListEntry entry) => JsonSerializer.SerializeToElement(
        new JsonObject { ["versionNumber"] = 1, ["updateType"] = "Full", ["localAuthorizationList"] = new JsonArray(LocalListBody.Entry(entry)) });

    /// <summary>What stations of a choice want, and what is added for those that some tokens are for.</summary>
    private sealed record Reckoned(WantedList Wanted, Dictionary<StationId, List<TokenEntry>> Placed, long TokensVersion, DateTimeOffset Until)
    {
        public ConcurrentDictionary<StationId, WantedList> AtStations { get; } = new();

        public ConcurrentDictionary<Added, WantedList> WithAdded { get; } = new();
    }

    /// <summary>What is added for the tokens of some places: the stations of a depot share one list, however many tokens are for them alone.</summary>
    private readonly struct Added(ImmutableArray<ListEntry?> entries) : IEquatable<Added>
    {
        public ImmutableArray<ListEntry?> Entries => entries;

        public bool Equals(Added other) => Entries.SequenceEqual(other.Entries);

        public override bool Equals(object? obj) => obj is Added other && Equals(other);

        public override int GetHashCode() => Entries.Aggregate(0, static (hash, entry) => HashCode.Combine(hash, entry));
    }

    /// <summary>A token as each version says it, of one for some EVSEs alone at each choice of them.</summary>
    private sealed class Prepared(TokenEntry token)
    {
        private readonly ConcurrentDictionary<(OcppVersion Version, string Evses), ListEntry?> _entries = new();

        public ListEntry? In(IOcppDialect dialect, StationId station) =>
            _entries.GetOrAdd((dialect.Version, string.Join(',', token.OnlyAt?.EvsesAt(station) ?? [])), static (_, given) => EntryOf(given.token, given.station, given.dialect), (dialect, station, token));
    }
}
