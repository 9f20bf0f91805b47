using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Answers Authorize with a contract certificate, beside the mailbox: responders are asked meanwhile.</summary>
internal sealed class ContractDesk(ContractJudge judge, TokenDirectory tokens, ContractAuthorizations authorizations, PncHealth health, IPriceTerms prices, TimeProvider time, ILogger<ContractDesk> logger) : IStationDesk
{
    /// <summary>The car waits for its station (ISO 15118-2, V2G_EVCC_Msg_Timeout of PaymentDetailsReq is 5 s; the station may go on asking for the authorization).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public bool Takes(StationMessage message) => message is AuthorizationAsked { Contract: not null };

    public async Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var asked = (AuthorizationAsked)message;
        if (station.Profile.Registration != RegistrationStatus.Accepted)
        {
            return null; // the answer decided on says so
        }

        // Until it is judged nothing may begin with it, also where judging it fails.
        authorizations.Put(station.Id, asked.Token, new ContractUse(asked.Token.Value, ContractStatus.NoCertificateAvailable, time.GetUtcNow()));
        var contract = await JudgeAsync(asked, cancellation);
        var now = time.GetUtcNow();
        var answer = AuthorizationAnswer.Both(tokens.Judge(asked.Token, station.Id, null, now), contract.Status);
        authorizations.Put(station.Id, asked.Token, new ContractUse(contract.Emaid ?? asked.Token.Value, answer.Contract!.Value, now));
        health.Judged(answer.Contract.Value, now);
        if (contract.Status != ContractStatus.Accepted)
        {
            logger.LogRefused(station.Id, contract.Status, contract.Why);
        }

        return PriceTold.With(answer, prices.AuthorizedBy(station, asked, now), now);
    }

    private async Task<ContractVerdict> JudgeAsync(AuthorizationAsked asked, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await judge.JudgeAsync(asked.Token, asked.Contract!, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new ContractVerdict(ContractStatus.NoCertificateAvailable, null, "not judged in time");
        }
    }
}
