using System.Collections.Immutable;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>The root certificates that are kept for stations: in memory on every node, entered by people.</summary>
public sealed class RootCertificates : IKeepsEntered, IHostedService
{
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _time;
    private ImmutableArray<RootCertificate> _all = [];

    internal RootCertificates(NpgsqlDataSource database, TimeProvider time) => (_database, _time) = (database, time);

    /// <summary>All of them, by use and subject.</summary>
    public IReadOnlyList<RootCertificate> All => _all;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.RootCertificate;

    /// <summary>One; null: there is none.</summary>
    public RootCertificate? Find(Guid id) => _all.FirstOrDefault(each => each.Id == id);

    /// <summary>Keeps one. The same certificate for the same use is kept once.</summary>
    public async Task<(RootCertificate? Root, InstallFault? Fault)> AddAsync(string use, string? pem, string actor, CancellationToken cancellation)
    {
        var (facts, text, fault) = InstallCheck.Read(pem, use, null, _time.GetUtcNow());
        if (text is null) return (null, fault);
        await using var sql = _database.CreateCommand("INSERT INTO csms.root_certificates (id, use, certificate, fingerprint, added_at, actor) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (use, fingerprint) DO NOTHING");
        sql.Parameters.Uuid(Guid.CreateVersion7(_time.GetUtcNow())).Text(use).Text(text).Text(facts!.Fingerprint).Timestamp(_time.GetUtcNow()).Text(actor);
        await sql.ExecuteNonQueryAsync(cancellation);
        await ReadAgainAsync(null, cancellation);
        return (_all.First(each => each.Use == use && each.Facts.Fingerprint == facts.Fingerprint), null);
    }

    /// <summary>Keeps one no longer; stations that have it are left alone. False: there is none.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand("DELETE FROM csms.root_certificates WHERE id = $1");
        sql.Parameters.Uuid(id);
        var deleted = await sql.ExecuteNonQueryAsync(cancellation) > 0;
        await ReadAgainAsync(null, cancellation);
        return deleted;
    }

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand("SELECT id, use, certificate, added_at, actor FROM csms.root_certificates");
        var all = new List<RootCertificate>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (PemChain.Read(reader.GetString(2)).Certificates is not [var certificate]) continue; // only what was checked is written
            using (certificate)
            {
                var isRoot = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
                all.Add(new RootCertificate(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), CertificateFacts.Of(certificate), isRoot ? CertificateHash.Of(certificate, certificate) : null,
                    reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4)));
            }
        }

        _all = [.. all.OrderBy(each => each.Use, StringComparer.Ordinal).ThenBy(each => each.Facts.Subject, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
