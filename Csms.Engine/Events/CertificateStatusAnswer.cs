namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="CertificateStatusAsked"/>.</summary>
/// <param name="OcspResponse">DER of the OCSPResponse (RFC 6960, 4.2.1) as base64; null: there is none.</param>
/// <param name="Reason">Why there is none: a reason code of OCPP or ours, at most 20 letters.</param>
/// <param name="Info">The same in a sentence, at most 512 letters.</param>
public sealed record CertificateStatusAnswer(string? OcspResponse, string? Reason = null, string? Info = null) : StationAnswer
{
    /// <summary>There is none.</summary>
    public static CertificateStatusAnswer Failed { get; } = new(null, "InternalError");
}
