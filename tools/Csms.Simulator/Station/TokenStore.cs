namespace Csms.Simulator.Station;

/// <summary>Local authorization list and cache of a station.</summary>
internal sealed class TokenStore
{
    private readonly Dictionary<string, TokenVerdict> _cache = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Version of the list; 0 = none.</summary>
    public int ListVersion { get; set; }

    public Dictionary<string, TokenVerdict> List { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Remember(IdToken token, TokenVerdict verdict) => _cache[token.Value] = verdict;

    public void ClearCache() => _cache.Clear();

    public void Forget(IdToken token) => _cache.Remove(token.Value);

    public bool IsCached(IdToken token) => _cache.ContainsKey(token.Value);

    public TokenVerdict? FromList(IdToken token, DateTimeOffset now) => Valid(List.GetValueOrDefault(token.Value), now);

    public TokenVerdict? FromCache(IdToken token, DateTimeOffset now) => Valid(_cache.GetValueOrDefault(token.Value), now);

    private static TokenVerdict? Valid(TokenVerdict? verdict, DateTimeOffset now) =>
        verdict is { ExpiresAt: { } expires } && expires <= now ? verdict with { Status = "Expired" } : verdict;
}
