namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="CertificateChainAsked"/>.</summary>
/// <param name="Asked">The question, which the answer repeats.</param>
/// <param name="Standings">One for each certificate asked for, in the same order.</param>
public sealed record CertificateChainAnswer(CertificateChainAsked Asked, IReadOnlyList<CertificateStanding> Standings) : StationAnswer
{
    /// <summary>Nothing could be learned of any.</summary>
    public static CertificateChainAnswer Failed(CertificateChainAsked asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new(asked, [.. asked.Certificates.Select(_ => CertificateStanding.NotLearned)]);
    }
}
