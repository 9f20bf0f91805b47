using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Questions about certificates of ISO 15118 (blocks C and M), and their answers in the words of 2.x.</summary>
internal static class V21Certificates
{
    /// <summary>Letters of an OCSP response in an answer: 2.1, and 2.0.1.</summary>
    public const int LongestOcsp = 18_000, LongestOcsp201 = 5500;

    /// <summary>Letters of a provider's answer to a car: 2.1, and 2.0.1.</summary>
    public const int LongestExi = 17_000, LongestExi201 = 5600;

    private static readonly WordMap<AuthorizeCertificateStatusEnumType, ContractStatus> Contracts = new(V21Words.AuthorizeCertificateStatusEnumType);

    public static Translated Authorize(AuthorizeRequest request, Mending? mending) => new AuthorizationAsked(
        new IdToken(request.IdToken.IdToken, request.IdToken.Type),
        request.Certificate is null && request.Iso15118CertificateHashData is null
            ? null
            : new ContractPresented(request.Certificate, [.. (request.Iso15118CertificateHashData ?? []).Select(Query)]))
    {
        TokenInfo = V21Inbound.Info(request.IdToken),
    };

    public static Translated Status(GetCertificateStatusRequest request, Mending? mending) => new CertificateStatusAsked(Query(request.OcspRequestData), LongestOcsp);

    public static Translated Status201(GetCertificateStatusRequest request, Mending? mending) => new CertificateStatusAsked(Query(request.OcspRequestData), LongestOcsp201);

    public static Translated EvCertificate(Get15118EVCertificateRequest request, Mending? mending) => EvCertificate(request, LongestExi);

    public static Translated EvCertificate201(Get15118EVCertificateRequest request, Mending? mending) => EvCertificate(request, LongestExi201);

    public static Translated Chain(GetCertificateChainStatusRequest request, Mending? mending) => new CertificateChainAsked(
        [.. request.CertificateStatusRequests.Select(static asked => (
            new CertificateQuery(
                V21Words.HashAlgorithmEnumType.Word(asked.CertificateHashData.HashAlgorithm),
                asked.CertificateHashData.IssuerNameHash,
                asked.CertificateHashData.IssuerKeyHash,
                asked.CertificateHashData.SerialNumber,
                asked.Urls),
            asked.Source == CertificateStatusSourceEnumType.CRL))]);

    public static AuthorizeCertificateStatusEnumType? StatusOf(ContractStatus? status) =>
        status is { } given && V21Words.AuthorizeCertificateStatusEnumType.TryParse(given.ToString(), out var word) && Contracts[word] == given ? word : null;

    public static IWireMessage Status(StationAnswer answer) => answer is CertificateStatusAnswer { OcspResponse: { } response }
        ? new GetCertificateStatusResponse { Status = GetCertificateStatusEnumType.Accepted, OcspResult = response }
        : new GetCertificateStatusResponse
        {
            Status = GetCertificateStatusEnumType.Failed,
            StatusInfo = answer is CertificateStatusAnswer { Reason: { } reason } failed ? Info(reason, failed.Info) : null,
        };

    public static IWireMessage EvCertificate(StationAnswer answer) => answer is EvCertificateAnswer { ExiResponse: { } response } given
        ? new Get15118EVCertificateResponse { Status = Iso15118EVCertificateStatusEnumType.Accepted, ExiResponse = response, RemainingContracts = given.RemainingContracts }
        : new Get15118EVCertificateResponse
        {
            Status = Iso15118EVCertificateStatusEnumType.Failed,
            ExiResponse = "",
            StatusInfo = answer is EvCertificateAnswer { Reason: { } reason } failed ? Info(reason, failed.Info) : null,
        };

    /// <summary>2.0.1 knows no remaining contracts.</summary>
    public static IWireMessage EvCertificate201(StationAnswer answer) =>
        EvCertificate(answer is EvCertificateAnswer { RemainingContracts: not null } given ? given with { RemainingContracts = null } : answer);

    public static IWireMessage Chain(StationAnswer answer) => answer is CertificateChainAnswer given
        ? new GetCertificateChainStatusResponse
        {
            CertificateStatus = [.. given.Asked.Certificates.Zip(given.Standings, static (asked, standing) => new CertificateStatusType
            {
                CertificateHashData = new CertificateHashDataType
                {
                    HashAlgorithm = V21Words.HashAlgorithmEnumType.TryParse(asked.Certificate.HashAlgorithm, out var algorithm) ? algorithm : HashAlgorithmEnumType.SHA256,
                    IssuerNameHash = asked.Certificate.IssuerNameHash,
                    IssuerKeyHash = asked.Certificate.IssuerKeyHash,
                    SerialNumber = asked.Certificate.SerialNumber,
                },
                Source = asked.ByList ? CertificateStatusSourceEnumType.CRL : CertificateStatusSourceEnumType.OCSP,
                Status = V21Words.CertificateStatusEnumType.TryParse(standing.Status.ToString(), out var status) ? status : CertificateStatusEnumType.Failed,
                NextUpdate = standing.NextUpdate,
            })],
        }
        : throw new ArgumentException($"{answer.GetType().Name} does not answer this action.", nameof(answer));

    private static EvCertificateAsked EvCertificate(Get15118EVCertificateRequest request, int longest) => new(
        request.Iso15118SchemaVersion,
        request.Action == CertificateActionEnumType.Update,
        request.ExiRequest,
        request.MaximumContractCertificateChains,
        request.PrioritizedEMAIDs ?? [],
        longest);

    private static StatusInfoType Info(string reason, string? info) => new() { ReasonCode = reason, AdditionalInfo = info };

    private static CertificateQuery Query(OCSPRequestDataType data) => new(
        V21Words.HashAlgorithmEnumType.Word(data.HashAlgorithm), data.IssuerNameHash, data.IssuerKeyHash, data.SerialNumber, [data.ResponderURL]);
}
