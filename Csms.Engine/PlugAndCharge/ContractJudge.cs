using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge.Ocsp;
using Csms.Engine.Tokens;

namespace Csms.Engine.PlugAndCharge;

/// <summary>
/// Judges contract certificates (2.x C07): the chain where the station sends it (it could not judge it itself: CentralContractValidationAllowed), the status of every
/// certificate in any case. What cannot be learned is not accepted: a start without the network is the station's to allow (ContractValidationOffline).
/// </summary>
internal sealed class ContractJudge(V2GTrust trust, OcspClient ocsp, TimeProvider time)
{
    /// <param name="token">The contract as the station presented it.</param>
    /// <param name="presented">The certificate.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ContractVerdict> JudgeAsync(IdToken token, ContractPresented presented, CancellationToken cancellation)
    {
        if (trust.Roots.Count == 0)
        {
            return new ContractVerdict(ContractStatus.NoCertificateAvailable, null, "no roots are configured");
        }

        if (presented.Certificate is not { } pem)
        {
            return presented.Hashes.Count == 0
                ? new ContractVerdict(ContractStatus.NoCertificateAvailable, null, "nothing was shown")
                : await StatusAsync(presented.Hashes, [], null, cancellation);
        }

        var (chain, fault) = ContractChain.Read(pem);
        if (chain is null)
        {
            return new ContractVerdict(ContractStatus.CertChainError, null, $"no chain: {fault}");
        }

        using (chain)
        {
            var emaid = chain.Emaid;
            var status = chain.Judge(trust, time.GetUtcNow(), out var path);
            try
            {
                if (status != ContractStatus.Accepted)
                {
                    return new ContractVerdict(status, emaid, chain.UncheckedAlgorithm is { } algorithm ? $"the chain does not hold; it is signed with {algorithm}, which not every platform checks" : "the chain does not hold");
                }

                if (emaid is null || !Emaid.AreSame(emaid, token.Value))
                {
                    return new ContractVerdict(ContractStatus.CertChainError, emaid, "the certificate names another contract");
                }

                // The certificate says itself whom to ask; the station's hashes add what it leaves out.
                return await StatusAsync([.. ContractChain.Queries(path), .. presented.Hashes], path, emaid, cancellation);
            }
            finally
            {
                foreach (var certificate in path)
                {
                    certificate.Dispose();
                }
            }
        }
    }

    private async Task<ContractVerdict> StatusAsync(IReadOnlyList<CertificateQuery> queries, IReadOnlyList<X509Certificate2> shown, string? emaid, CancellationToken cancellation)
    {
        var once = queries.GroupBy(CertId.Of).SelectMany(same => same.Key is null ? same : same.Take(1));
        var answers = await Task.WhenAll(once.Select(query => ocsp.AskAsync(query, shown, cancellation)));
        var verdicts = answers.Select(answer => answer.Verdict).ToList();
        return verdicts.Exists(each => each is { Status: RevocationStatus.Revoked, IsVerified: true }) ? new ContractVerdict(ContractStatus.CertificateRevoked, emaid, "revoked")
            : verdicts.Find(each => each is { Fault: not null } or { IsVerified: false }) is { } bad ? new ContractVerdict(ContractStatus.NoCertificateAvailable, emaid, $"status not learned: {bad.Fault ?? OcspFault.IssuerUnknown}")
            : verdicts.Exists(each => each.Status != RevocationStatus.Good) ? new ContractVerdict(ContractStatus.CertChainError, emaid, "its issuer does not know it")
            : new ContractVerdict(ContractStatus.Accepted, emaid, "good");
    }
}
