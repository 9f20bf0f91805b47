using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Stations;

/// <summary>Who may connect: identity, password, certificate, security profile (2.1 A00; CONTRACTS 24–28).</summary>
internal sealed class StationAdmission(
    StationRegistry registry,
    StationDirectory directory,
    StationSettings settings,
    StationPasswords passwords,
    IRevokedCertificates revoked,
    IOptions<StationOptions> options) : IStationAdmission
{
    public async ValueTask<Admission> AdmitAsync(StationHandshake handshake, CancellationToken cancellation)
    {
        if (!registry.IsLoaded || !revoked.IsLoaded)
        {
            return Admission.Refused(503, ConnectRefusal.Starting);
        }

        if (!registry.TryGet(handshake.Id, out var actor))
        {
            if (!settings.AcceptUnknown)
            {
                return Admission.Refused(404, ConnectRefusal.Unknown);
            }

            actor = await directory.AddUnknownAsync(handshake.Id, cancellation);
            if (actor is null)
            {
                return Admission.Refused(503, ConnectRefusal.NotEntered);
            }
        }

        return Judge(actor, handshake);
    }

    private Admission Judge(StationActor actor, StationHandshake handshake)
    {
        var profile = actor.State.Profile;
        if (handshake.BasicUser is { } user && user != handshake.Id.Value)
        {
            return Admission.Refused(401, ConnectRefusal.UserName, credentialsFailed: true);
        }

        var certified = handshake.ClientCertificate is { } certificate && IsFor(certificate, handshake.Id);
        if (handshake.ClientCertificate is not null && !certified)
        {
            return Admission.Refused(401, ConnectRefusal.Certificate, credentialsFailed: true);
        }

        if (certified && revoked.IsRevoked(handshake.ClientCertificate!))
        {
            return Admission.Refused(401, ConnectRefusal.Revoked, credentialsFailed: true); // also with the right password: whoever shows it may be somebody else
        }

        var passworded = profile.PasswordHash is { } hash && handshake.BasicPassword is { } password && passwords.Verify(hash, password.Span);
        if (!passworded && profile.NewPasswordHashes is not null && handshake.BasicPassword is { } fresh && passwords.NewOf(profile, fresh.Span) is { } shownHash)
        {
            passworded = true;
            directory.Shown(handshake.Id, shownHash);
        }

        if (profile.PasswordHash is not null && !passworded && !certified)
        {
            return Admission.Refused(401, handshake.BasicPassword is null ? ConnectRefusal.NoPassword : ConnectRefusal.WrongPassword, credentialsFailed: true);
        }

        var shown = certified ? 3 : passworded ? handshake.Secure ? 2 : 1 : 0;
        if (shown < profile.SecurityProfile)
        {
            return Admission.Refused(401, Statement.Of(ConnectRefusal.Profile, shown, profile.SecurityProfile), credentialsFailed: true);
        }

        return shown == 0 && !options.Value.AllowProfile0
            ? Admission.Refused(401, ConnectRefusal.ProfileZero, credentialsFailed: true)
            : Admission.Admitted(actor, shown);
    }

    private static bool IsFor(X509Certificate2 certificate, StationId id) =>
        certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) == id.Value;
}
