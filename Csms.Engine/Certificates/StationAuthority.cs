using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>
/// Our own authority for certificates of stations. Its root and its key, sealed with the host's key ring, stand in the store, so that every node issues from
/// the same; made at first use. The files of an older version (a key in clear) are taken over once, and the key file is removed.
/// </summary>
public sealed partial class StationAuthority : ITlsAuthority, IDisposable
{
    private const string Purpose = "Csms.Certificates.AuthorityKey.v1";
    private const string OldCertificate = "station-ca.pem", OldKey = "station-ca.key";

    private readonly Lock _gate = new();
    private readonly NpgsqlDataSource _database;
    private readonly ISecretSeal _seal;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private CertificateAuthority? _authority;

    internal StationAuthority(NpgsqlDataSource database, ISecretSeal seal, IOptions<StorageOptions> storage, TimeProvider time, ILogger<StationAuthority> logger)
    {
        _database = database;
        _seal = seal.For(Purpose);
        _folder = storage.Value.DataDirectory;
        _time = time;
        _logger = logger;
    }

    /// <summary>The root; without its key. Reads the store at first use: never called on a message's path.</summary>
    /// <exception cref="CryptographicException">The key was sealed by another installation.</exception>
    public X509Certificate2 Root => Open().Root;

    /// <inheritdoc/>
    public X509Certificate2 IssueServer(IReadOnlyList<string> names, bool withRsa = false) => Open().IssueServer(names, withRsa);

    /// <inheritdoc/>
    public void Dispose() => _authority?.Dispose();

    /// <summary>The authority, opened or made.</summary>
    internal CertificateAuthority Open()
    {
        lock (_gate) return _authority ??= Read() ?? Make();
    }

    private CertificateAuthority? Read()
    {
        using var sql = _database.CreateCommand("SELECT certificate, sealed_key FROM csms.certificate_authority");
        using var reader = sql.ExecuteReader();
        if (!reader.Read()) return null;
        var (certificate, sealedKey) = (reader.GetString(0), reader.GetString(1));
        var key = _seal.Open(sealedKey) ?? throw new CryptographicException(
            "The key of our certificate authority cannot be opened: the key ring is another one. Bring back key-ring.secret of the data folder that it was sealed with.");
        var authority = CertificateAuthority.Of(certificate, key, _time);
        RemoveOldKey(authority);
        return authority;
    }

    private CertificateAuthority Make()
    {
        var (certificate, key) = (Path.Combine(_folder, OldCertificate), Path.Combine(_folder, OldKey));
        var found = File.Exists(certificate) && File.Exists(key);
        using var made = found ? CertificateAuthority.Of(File.ReadAllText(certificate), File.ReadAllText(key), _time) : CertificateAuthority.Create(_time);
        using var sql = _database.CreateCommand("INSERT INTO csms.certificate_authority (certificate, sealed_key, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        sql.Parameters.Text(made.Root.ExportCertificatePem()).Text(_seal.Seal(made.ExportKey())).Timestamp(_time.GetUtcNow());
        sql.ExecuteNonQuery();
        return Read() ?? throw new InvalidOperationException("The certificate authority was stored and is not there."); // another node's, if that was first
    }

    /// <summary>Only once the store has the same key: a crash before that loses nothing.</summary>
    private void RemoveOldKey(CertificateAuthority authority)
    {
        var (certificate, key) = (Path.Combine(_folder, OldCertificate), Path.Combine(_folder, OldKey));
        if (!File.Exists(key) || !File.Exists(certificate)) return;
        using var old = X509Certificate2.CreateFromPem(File.ReadAllText(certificate));
        if (old.Thumbprint != authority.Root.Thumbprint)
        {
            LogAnother(certificate);
            return;
        }

        File.Delete(key);
        LogTakenOver(key);
    }

    [LoggerMessage(3620, LogLevel.Information, "The key of our certificate authority is sealed in the store now; its file {File} is removed")]
    private partial void LogTakenOver(string file);

    [LoggerMessage(3621, LogLevel.Warning, "The data folder holds another certificate authority, {File}, than the store. Certificates that it issued are trusted only where Csms:Tls:ClientCa names it")]
    private partial void LogAnother(string file);
}
