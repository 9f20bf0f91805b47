using System.Text.Json;
using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>A station's request for a certificate (SignCertificate) and what became of it.</summary>
/// <param name="Id">Unique.</param>
/// <param name="AskedAt">When it came.</param>
/// <param name="CertificateType">ChargingStationCertificate, V2GCertificate or V2G20Certificate.</param>
/// <param name="State">refused, signing, sending, done, rejected (by the station) or failed.</param>
/// <param name="Fault">Why it came to nothing: unreadable, wrongSignature, weakKey, wrongName, tooMany, notReached, notSigned, wrongAnswer, noAuthority, noAnswer, notSent or askedAnew.</param>
/// <param name="Answer">The word of the station or of the other authority.</param>
/// <param name="Certificate">What was issued.</param>
/// <param name="Chain">The chain as sent, PEM.</param>
/// <param name="CommandId">The command CertificateSigned that carries it.</param>
/// <param name="EndedAt">When it came to its end.</param>
internal sealed record SigningView(
    Guid Id, DateTimeOffset AskedAt, string CertificateType, string State, string? Fault, string? Answer, CertificateView? Certificate, string? Chain, Guid? CommandId, DateTimeOffset? EndedAt)
{
    public static SigningView Of(CertificateSigning signing) => new(
        signing.Id, signing.AskedAt, signing.Use ?? CertificateSigning.StationUse, Word(signing.State.ToString()), signing.Fault is { } fault ? Word(fault.ToString()) : null,
        signing.Answer, CertificateView.Of(signing.Certificate), signing.Chain, signing.CommandId, signing.EndedAt);

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
