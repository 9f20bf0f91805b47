using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Tokens;

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
    /// <param name="state">Its choice.</param>
    /// <param name="most">Entries it has room for; null: not told.</param>
    /// <param name="dialect">The version it speaks.</param>
    public WantedList Of(LocalListState state, int? most, IOcppDialect dialect)
    {
        var key = (string.Join('\n', state.Groups), most, dialect.Version);
        var now = time.GetUtcNow();
        if (!_reckoned.TryGetValue(key, out var reckoned) || reckoned.TokensVersion != tokens.Version || reckoned.Until <= now)
        {
            _reckoned[key] = reckoned = Reckon(state.Groups, most, dialect, now);
        }

        return state.LeftOut.IsEmpty ? reckoned.Wanted
            : reckoned.Wanted with { List = Share(TokenList.Of(reckoned.Wanted.List.Entries.Where(entry => !state.LeftOut.Contains(entry.IdToken, StringComparer.OrdinalIgnoreCase)))) };
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
        foreach (var token in tokens.All)
        {
            if (token.StatusAt(now) != AuthorizationStatus.Accepted || (!groups.IsEmpty && !groups.Any(token.IsIn))) continue;
            if (token.ExpiresAt < until) until = token.ExpiresAt.Value;
            var prepared = _prepared.GetValue(token, static each => new Prepared(new ListEntry(each.IdToken, each.Type, LocalListBody.InfoOf(each))));
            if (prepared.FitsIn(dialect)) fitting.Add(prepared.Entry);
            else unfit++;
        }

        var list = TokenList.Of(fitting);
        var beyond = most is { } room && list.Count > room ? list.Count - room : 0;
        if (beyond > 0) list = TokenList.Of(list.Entries.Take(most!.Value));
        return new Reckoned(new WantedList(Share(list), beyond, unfit), version, until);
    }

    private sealed record Reckoned(WantedList Wanted, long TokensVersion, DateTimeOffset Until);

    /// <summary>A token as an entry, and which versions can say it.</summary>
    private sealed class Prepared(ListEntry entry)
    {
        private readonly ConcurrentDictionary<OcppVersion, bool> _fits = new();

        public ListEntry Entry => entry;

        public bool FitsIn(IOcppDialect dialect) => _fits.GetOrAdd(dialect.Version, static (_, given) => given.dialect.Plan("SendLocalList", Alone(given.entry), Trial).Refusal is null, (dialect, entry));

        private static JsonElement Alone(ListEntry entry) => JsonSerializer.SerializeToElement(
            new JsonObject { ["versionNumber"] = 1, ["updateType"] = "Full", ["localAuthorizationList"] = new JsonArray(LocalListBody.Entry(entry)) });
    }
}
