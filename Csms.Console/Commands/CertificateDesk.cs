using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Certificates;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>The one way in which people and programs see to the certificates of stations: allowed, checked, done, in the audit log.</summary>
internal sealed class CertificateDesk(StationCommands commands, InstalledBook book, RootCertificates roots, ClientCertificates clients, CertificateSignings signings, RevokedCertificates revoked, StationRegistry registry, IAuditLog audit, TimeProvider time)
{
    /// <summary>What every change of a station's certificates needs.</summary>
    public static readonly string Permission = Permissions.CommandConfig;

    /// <summary>Uses of certificates that a station can be asked to renew.</summary>
    public static IReadOnlyCollection<string> Renewable { get; } = ["ChargingStationCertificate", "V2GCertificate", "V2G20Certificate"];

    /// <summary>Kept roots are every station's: who keeps them may change all stations.</summary>
    public static bool MayKeepRoots(AccessScope scope) => scope.Sites(Permission).All;

    /// <summary>Has a station ask for a new certificate (2.x A02: TriggerMessage, in 1.6 ExtendedTriggerMessage).</summary>
    public async Task<StationCommand> RenewAsync(AccessScope scope, StationState station, string use, CancellationToken cancellation)
    {
        var command = await DoAsync(scope, station, "TriggerMessage", new JsonObject { ["requestedMessage"] = "Sign" + use }, cancellation);
        await WriteAsync(scope, station, "renew", new { CertificateType = use, CommandId = command.Id, command.Stage, command.Status, command.OcppError });
        return command;
    }

    /// <summary>Has a station tell which certificates it holds (2.x M03).</summary>
    public async Task<StationCommand> ReadAsync(AccessScope scope, StationState station, CancellationToken cancellation)
    {
        var command = await DoAsync(scope, station, "GetInstalledCertificateIds", [], cancellation);
        await WriteAsync(scope, station, "read", new { CommandId = command.Id, command.Stage, command.Status, command.OcppError });
        return command;
    }

    /// <summary>Gives a station a root certificate (2.x M05), once it is found to be one.</summary>
    /// <returns>The command; or what is wrong with the certificate, and nothing was sent.</returns>
    public async Task<(StationCommand? Command, InstallFault? Fault)> InstallAsync(AccessScope scope, StationState station, string use, string? pem, CancellationToken cancellation)
    {
        var (facts, text, fault) = InstallCheck.Read(pem, use, station.OcppVersion, time.GetUtcNow());
        if (text is null) return (null, fault);
        var command = await DoAsync(scope, station, "InstallCertificate", new JsonObject { ["certificateType"] = use, ["certificate"] = text }, cancellation);
        await WriteAsync(scope, station, "install", new { CertificateType = use, facts!.Subject, facts.Fingerprint, facts.NotAfter, CommandId = command.Id, command.Stage, command.Status, command.OcppError });
        return (command, null);
    }

    /// <summary>The connection that the station has now depends on this certificate: whoever deletes it must know that the station may not come back.</summary>
    public bool IsNeeded(StationState station, CertificateHash hash) => book.Find(station.Id).Held.Any(each => each.Hash.Names(hash) && clients.DependsOn(station, each));

    /// <summary>Has a station delete a certificate (2.x M04).</summary>
    /// <returns>The command; null: the connection depends on it and nobody has confirmed it, nothing was sent.</returns>
    public async Task<StationCommand?> DeleteAsync(AccessScope scope, StationState station, CertificateHash hash, bool confirmed, CancellationToken cancellation)
    {
        if (!confirmed && IsNeeded(station, hash)) return null;
        var data = new JsonObject { ["hashAlgorithm"] = hash.HashAlgorithm, ["issuerNameHash"] = hash.IssuerNameHash, ["issuerKeyHash"] = hash.IssuerKeyHash, ["serialNumber"] = hash.SerialNumber };
        var command = await DoAsync(scope, station, "DeleteCertificate", new JsonObject { ["certificateHashData"] = data }, cancellation);
        await WriteAsync(scope, station, "delete", new { hash.IssuerNameHash, hash.SerialNumber, CommandId = command.Id, command.Stage, command.Status, command.OcppError });
        return command;
    }

    /// <summary>A certificate that is known to be the station's: the one it connects with, or one that was issued to it for that.</summary>
    /// <param name="station">Whose.</param>
    /// <param name="fingerprint">SHA-256, hex; null: the one it connects with.</param>
    public CertificateFacts? Find(StationState station, string? fingerprint) =>
        clients.Find(station.Id) is { Facts: var shown } && (fingerprint is null || IsSame(shown, fingerprint)) ? shown
        : fingerprint is null ? null
        : signings.Of(station.Id).FirstOrDefault(each => each is { IsForUs: true, Certificate: { } issued } && IsSame(issued, fingerprint))?.Certificate;

    /// <summary>A certificate of a station as PEM, to be revoked: one that is known to be its own; for who may change certificates of all stations any that names no other station.</summary>
    /// <returns>What it is; or why it is not revoked here.</returns>
    public (CertificateFacts? Certificate, string? Fault) Read(AccessScope scope, StationState station, string pem)
    {
        if (PemChain.Read(pem) is not { Certificates: [var leaf, ..] certificates }) return (null, "This is no certificate as PEM.");
        var (facts, name) = (CertificateFacts.Of(leaf), leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        foreach (var certificate in certificates) certificate.Dispose();
        if (Find(station, facts.Fingerprint) is { } known) return (known, null);
        if (!scope.Sites(Permission).All) return (null, "It is not known to be the station's: only who may change certificates of all stations can revoke it.");
        return StationId.TryParse(name, out var id) && id != station.Id && registry.Find(id) is not null ? (null, $"It names station {id}.") : (facts, null);
    }

    /// <summary>Revokes a certificate of a station: it is sent away, and does not come in with it again.</summary>
    public async Task<RevokedCertificate> RevokeAsync(AccessScope scope, StationState station, CertificateFacts certificate, string reason, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to revoke certificates");
        var done = await revoked.RevokeAsync(station.Id, certificate, reason, scope.Actor.Name, cancellation);
        await WriteAsync(scope, station, "revoke", new { done.Fingerprint, done.Subject, done.SerialNumber, done.Reason });
        return done;
    }

    /// <summary>Accepts a revoked certificate of a station again. False: it is not revoked.</summary>
    public async Task<bool> AllowAsync(AccessScope scope, StationState station, RevokedCertificate certificate, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to accept revoked certificates");
        var done = certificate.Station == station.Id && await revoked.AllowAsync(certificate.Fingerprint, cancellation);
        if (done) await WriteAsync(scope, station, "allow", new { certificate.Fingerprint, certificate.Subject, certificate.SerialNumber });
        return done;
    }

    /// <summary>Keeps a root certificate for stations.</summary>
    public async Task<(RootCertificate? Root, InstallFault? Fault)> KeepAsync(AccessScope scope, string use, string? pem, CancellationToken cancellation)
    {
        if (!MayKeepRoots(scope)) throw new InvalidOperationException("no permission to keep root certificates");
        var (root, fault) = await roots.AddAsync(use, pem, scope.Actor.Name, cancellation);
        if (root is not null) await audit.WriteAsync(scope.Actor, "certificate.root.add", "rootCertificate", root.Id.ToString(), null, Told(root), cancellationToken: CancellationToken.None);
        return (root, fault);
    }

    /// <summary>Keeps one no longer; false: there is none.</summary>
    public async Task<bool> ForgetAsync(AccessScope scope, RootCertificate root, CancellationToken cancellation)
    {
        if (!MayKeepRoots(scope)) throw new InvalidOperationException("no permission to keep root certificates");
        if (!await roots.DeleteAsync(root.Id, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "certificate.root.delete", "rootCertificate", root.Id.ToString(), Told(root), null, cancellationToken: CancellationToken.None);
        return true;
    }

    private static bool IsSame(CertificateFacts facts, string fingerprint) => string.Equals(facts.Fingerprint, fingerprint, StringComparison.OrdinalIgnoreCase);

    private static object Told(RootCertificate root) => new { root.Use, root.Facts.Subject, root.Facts.Fingerprint, root.Facts.NotAfter };

    private Task WriteAsync(AccessScope scope, StationState station, string what, object after) =>
        audit.WriteAsync(scope.Actor, "station.certificate." + what, "station", station.Id.Value, null, after, cancellationToken: CancellationToken.None);

    private Task<StationCommand> DoAsync(AccessScope scope, StationState station, string action, JsonObject body, CancellationToken cancellation)
    {
        if (!scope.Can(Permission, station.Profile.SiteId)) throw new InvalidOperationException("no permission to change certificates");
        return commands.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), scope.Actor.Name), cancellation);
    }
}
