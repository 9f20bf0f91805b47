using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tokens;

/// <summary>All tokens in memory: a station's question never waits for the database. Kept right by <see cref="TokenStore"/>.</summary>
public sealed class TokenDirectory(RunningTokens running, IOptions<TokenOptions> options, IPlaceTransfers? places = null, ITokenCredit? credit = null)
{
    private readonly ConcurrentDictionary<string, TokenEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _contracts = new(StringComparer.Ordinal); // normalised eMAID: the token's text
    private long _version;

    /// <summary>How many are known.</summary>
    public int Count => _entries.Count;

    /// <summary>Grows with every change: who has looked at all of them sees whether to look again.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>A token, or null.</summary>
    public TokenEntry? Find(string idToken) => _entries.GetValueOrDefault(idToken);

    /// <summary>A token as presented, or null. A contract is found in any spelling of its number; the very text wins.</summary>
    public TokenEntry? Find(IdToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Find(token.Value) ?? (token.Type == Emaid.TokenType && _contracts.TryGetValue(Emaid.Normalize(token.Value), out var text) && Emaid.AreSame(text, token.Value) ? Find(text) : null);
    }

    /// <summary>All, in no order.</summary>
    public IEnumerable<TokenEntry> All => _entries.Values;

    /// <summary>The verdict on a token (CONTRACTS 19–22).</summary>
    /// <param name="token">As presented.</param>
    /// <param name="station">Where.</param>
    /// <param name="evseId">On which EVSE a charge starts; null when the station only asks.</param>
    /// <param name="now">UTC.</param>
    /// <param name="isEnd">A charge ends with it: what that cost is taken from a prepaid card, and the same message must be answered the same again.</param>
    public IdTokenInfo Judge(IdToken token, StationId station, int? evseId, DateTimeOffset now, bool isEnd = false)
    {
        if (token.Type == IdToken.NoAuthorization)
        {
            return IdTokenInfo.AcceptedWithoutToken;
        }

        if (Find(token) is not { } entry)
        {
            var accepts = options.Value.AcceptUnknown || (token.Type == IdToken.DirectPayment && options.Value.AcceptDirectPayment);
            return accepts ? new IdTokenInfo(AuthorizationStatus.Accepted) { Transfers = places?.AllowedAt(station) } : new IdTokenInfo(AuthorizationStatus.Unknown);
        }

        var status = entry.StatusAt(now);
        if (status == AuthorizationStatus.Accepted && entry.OnlyAt is { } only && !only.Allow(station, evseId))
        {
            status = AuthorizationStatus.NotAtThisLocation;
        }

        if (status == AuthorizationStatus.Accepted && !entry.Concurrent && running.IsElsewhere(entry.IdToken, station, evseId))
        {
            status = AuthorizationStatus.ConcurrentTx;
        }

        if (!isEnd && status == AuthorizationStatus.Accepted && credit?.IsUsedUp(entry.IdToken, station, evseId) == true)
        {
            status = AuthorizationStatus.NoCredit;
        }

        var accepted = status == AuthorizationStatus.Accepted;
        return new IdTokenInfo(status, entry.ExpiresAt, entry.GroupId)
        {
            Transfers = accepted ? entry.EnergyTransfers ?? places?.AllowedAt(station) : null,
            Language1 = entry.Language1,
            Language2 = entry.Language2,
            Priority = accepted ? entry.Priority : null,
            Evses = accepted ? entry.OnlyAt?.EvsesAt(station) ?? [] : [],
        };
    }

    /// <summary>Ways of energy transfer that a charge may use (2.1 Q01): those of its token, else those of the place; null: nothing is said.</summary>
    /// <param name="token">Of the charge; null: it has none.</param>
    /// <param name="station">Where.</param>
    public EnergyTransfers? TransfersOf(IdToken? token, StationId station) => (token is null ? null : Find(token)?.EnergyTransfers) ?? places?.AllowedAt(station);

    /// <summary>
    /// The verdict on a token with which a charge starts. One that may not charge twice at a time is taken for this station until
    /// <see cref="RunningTokens.Release"/>: of two starts at the same instant one is accepted.
    /// </summary>
    internal IdTokenInfo JudgeStart(IdToken token, StationId station, int? evseId, DateTimeOffset now, out bool claimed)
    {
        var verdict = Judge(token, station, evseId, now);
        claimed = false;
        if (verdict.Status != AuthorizationStatus.Accepted || Find(token) is not { Concurrent: false })
        {
            return verdict;
        }

        claimed = running.TryClaim(token.Value, station, evseId);
        return claimed ? verdict : verdict with { Status = AuthorizationStatus.ConcurrentTx };
    }

    internal void Put(TokenEntry entry)
    {
        _entries[entry.IdToken] = entry;
        if (entry.Type == Emaid.TokenType)
        {
            _contracts[Emaid.Normalize(entry.IdToken)] = entry.IdToken;
        }

        Interlocked.Increment(ref _version);
    }

    internal void Remove(string idToken)
    {
        _entries.TryRemove(idToken, out _);
        Interlocked.Increment(ref _version);
    }
}
