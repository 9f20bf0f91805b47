using Csms.Engine.Events;
using Csms.Engine.PlugAndCharge.Ocsp;
using Csms.Engine.Stations;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Answers GetCertificateStatus (2.x M06) and GetCertificateChainStatus (2.1 M07), beside the mailbox.</summary>
internal sealed class CertificateStatusDesk(OcspClient ocsp, RevocationLists lists) : IStationDesk
{
    public bool Takes(StationMessage message) => message is CertificateStatusAsked or CertificateChainAsked;

    public async Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation) =>
        station.Profile.Registration != RegistrationStatus.Accepted ? null
        : message is CertificateStatusAsked one ? await ResponseAsync(one, cancellation)
        : await ChainAsync((CertificateChainAsked)message, cancellation);

    /// <summary>The response is handed on to cars, which check it themselves: it goes out also where its issuer is not known here.</summary>
    private async Task<CertificateStatusAnswer> ResponseAsync(CertificateStatusAsked asked, CancellationToken cancellation)
    {
        var answer = await ocsp.AskAsync(asked.Certificate, [], cancellation);
        if (answer.Verdict.Fault is { } fault)
        {
            return new CertificateStatusAnswer(null, $"{fault}", $"The status of the certificate could not be learned: {fault}.");
        }

        var response = Convert.ToBase64String(answer.Response);
        return response.Length <= asked.LongestAnswer ? new CertificateStatusAnswer(response) : new CertificateStatusAnswer(null, "TooLong", "The responder's answer is longer than this version of OCPP takes.");
    }

    private async Task<CertificateChainAnswer> ChainAsync(CertificateChainAsked asked, CancellationToken cancellation) => new(
        asked,
        await Task.WhenAll(asked.Certificates.Select(each => each.ByList ? lists.FindAsync(each.Certificate, cancellation) : StandingAsync(each.Certificate, cancellation))));

    private async Task<CertificateStanding> StandingAsync(CertificateQuery query, CancellationToken cancellation)
    {
        var verdict = (await ocsp.AskAsync(query, [], cancellation)).Verdict;
        return verdict is { Fault: null, IsVerified: true } ? new CertificateStanding(verdict.Status, verdict.Until) : CertificateStanding.NotLearned;
    }
}
