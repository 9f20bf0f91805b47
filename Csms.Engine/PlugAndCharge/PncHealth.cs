using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge.Ocsp;
using Microsoft.Extensions.Options;

namespace Csms.Engine.PlugAndCharge;

/// <summary>How Plug and Charge stands: what people see of it. Counts begin with the process.</summary>
public sealed class PncHealth
{
    private readonly V2GTrust _trust;
    private readonly PncOptions _options;
    private readonly long[] _judged = new long[Enum.GetValues<ContractStatus>().Length];
    private Seen? _lastJudged;
    private readonly Lock _gate = new();
    private ProviderAnswer? _provider;
    private ProviderReach? _reach;

    internal PncHealth(V2GTrust trust, IOptions<PncOptions> options)
    {
        _trust = trust;
        _options = options.Value;
        Roots = [.. trust.Roots.Concat(trust.Below)
            .Select(each => new TrustedCertificate(each.Subject, trust.Roots.Contains(each), each.NotBefore.ToUniversalTime(), each.NotAfter.ToUniversalTime(), each.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)))
            .OrderBy(each => !each.IsRoot).ThenBy(each => each.Subject, StringComparer.Ordinal)];
    }

    /// <summary>Contracts are judged.</summary>
    public bool IsOn => _trust.Roots.Count > 0;

    /// <summary>Roots first, then sub CAs that are known beside them.</summary>
    public ImmutableArray<TrustedCertificate> Roots { get; }

    /// <summary>Address of the provider without what may be secret in it (user, query); null: there is none.</summary>
    public string? ProviderUrl => Uri.TryCreate(_options.ProviderUrl, UriKind.Absolute, out var url) ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null;

    /// <summary>Responders in private networks are asked too.</summary>
    public bool AllowsPrivateOcsp => _options.AllowPrivateOcsp;

    /// <summary>How the provider's last answer was; null: none since the start.</summary>
    public ProviderAnswer? Provider => Volatile.Read(ref _provider);

    /// <summary>Whether it can be reached; null: nobody has looked since the start.</summary>
    public ProviderReach? Reach => Volatile.Read(ref _reach);

    /// <summary>Seconds between two looks at it; 0: nobody looks.</summary>
    public int ProviderCheckSeconds => _options.ProviderCheckSeconds;

    /// <summary>Contracts judged since the start.</summary>
    public IReadOnlyDictionary<ContractStatus, long> Judgements => Enum.GetValues<ContractStatus>().ToDictionary(each => each, each => Volatile.Read(ref _judged[(int)each]));

    /// <summary>When a contract was last judged; UTC, null: none since the start.</summary>
    public DateTimeOffset? LastJudgedAt => Volatile.Read(ref _lastJudged)?.At;

    internal void Judged(ContractStatus status, DateTimeOffset at)
    {
        Interlocked.Increment(ref _judged[(int)status]);
        Volatile.Write(ref _lastJudged, new Seen(at));
    }

    /// <summary>A car's request was carried there.</summary>
    /// <param name="fault">What was wrong with the answer.</param>
    /// <param name="isThere">Something answered, be it badly.</param>
    /// <param name="at">UTC.</param>
    internal void ProviderAnswered(string? fault, bool isThere, DateTimeOffset at)
    {
        Volatile.Write(ref _provider, new ProviderAnswer(at, fault));
        ProviderSeen(isThere ? null : fault, at);
    }

    /// <summary>It was looked for.</summary>
    /// <param name="fault">Why it is not there; null: it is.</param>
    /// <param name="at">UTC.</param>
    /// <returns>That is news.</returns>
    internal bool ProviderSeen(string? fault, DateTimeOffset at)
    {
        lock (_gate)
        {
            var before = _reach;
            Volatile.Write(ref _reach, new ProviderReach(at, fault is null ? at : before?.AnsweredAt, fault is null ? null : before?.AwaySince ?? at, fault));
            return before?.Fault != fault;
        }
    }

    private sealed record Seen(DateTimeOffset At);
}
