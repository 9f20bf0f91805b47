using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>The contract certificate with which a session was authorised (OCPP 2.x C07).</summary>
/// <param name="Emaid">The contract; null for readers without tokens.read.</param>
/// <param name="CertificateStatus">The verdict on its certificate, in OCPP's words; other than Accepted: the start was refused.</param>
/// <param name="At">When it was judged.</param>
internal sealed record ContractView(string? Emaid, string CertificateStatus, DateTimeOffset At)
{
    public static ContractView? Of(Session session, bool withToken) =>
        session.Contract is { } use ? new(withToken ? use.Emaid : null, use.Status.ToString(), use.At) : null;
}
