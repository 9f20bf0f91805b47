using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>
/// Certificates of stations that people have revoked, our authority's and others': in memory on every node. A revoked one lets nobody in, and whoever is connected
/// with it is sent away. There is no CRL of ours: who connects here is judged here (2.1 Part 2, A00.FR.403: the CSMS verifies the certificate).
/// </summary>
public sealed class RevokedCertificates : IRevokedCertificates, IKeepsEntered, IStationObserver, IHostedService, IDisposable
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReason = 200;

    private const string Columns = "station_id, fingerprint, subject, issuer, serial_number, not_after, reason, revoked_at, actor";

    private readonly SemaphoreSlim _turn = new(1, 1); // one at a time: an older reading must not take back what a newer one, or a change, has seen
    private readonly NpgsqlDataSource _database;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;
    private volatile ImmutableDictionary<string, RevokedCertificate>? _all;

    internal RevokedCertificates(NpgsqlDataSource database, StationRegistry registry, TimeProvider time) => (_database, _registry, _time) = (database, registry, time);

    /// <summary>What is revoked of a station has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.RevokedCertificate;

    /// <inheritdoc/>
    public bool IsLoaded => _all is not null;

    /// <summary>One; null: it is not revoked.</summary>
    /// <param name="fingerprint">SHA-256, hex.</param>
    public RevokedCertificate? Find(string fingerprint) => _all?.GetValueOrDefault(fingerprint);

    /// <summary>Those of a station, the last first.</summary>
    public IReadOnlyList<RevokedCertificate> Of(StationId station) => [.. (_all ?? []).Values.Where(each => each.Station == station).OrderByDescending(each => each.RevokedAt)];

    /// <inheritdoc/>
    public bool IsRevoked(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return _all is { IsEmpty: false } all && all.ContainsKey(Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)));
    }

    /// <summary>Revokes one and ends the connection that came with it, on every node. Revoked once more it stays as it was.</summary>
    public async Task<RevokedCertificate> RevokeAsync(StationId station, CertificateFacts facts, string reason, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        await using var sql = _database.CreateCommand(
            $"""
            INSERT INTO csms.revoked_certificates AS r (fingerprint, station_id, subject, issuer, serial_number, not_after, reason, revoked_at, actor)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (fingerprint) DO UPDATE SET reason = r.reason RETURNING {Columns}
            """);
        sql.Parameters.Text(facts.Fingerprint).Text(station.Value).Text(StationText.Storable(facts.Subject)).Text(StationText.Storable(facts.Issuer)).Text(facts.SerialNumber)
            .Timestamp(facts.NotAfter).Text(reason).Timestamp(_time.GetUtcNow()).Text(actor);
        await _turn.WaitAsync(cancellation);
        try
        {
            RevokedCertificate stored;
            await using (var reader = await sql.ExecuteReaderAsync(CancellationToken.None)) // who gives up in the middle has it revoked all the same, and in the audit log
            {
                await reader.ReadAsync(CancellationToken.None);
                stored = Read(reader);
            }

            if (_all is { } all) Take(all.SetItem(stored.Fingerprint, stored));
            return stored;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Accepts one again. False: it is not revoked.</summary>
    public async Task<bool> AllowAsync(string fingerprint, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand("DELETE FROM csms.revoked_certificates WHERE fingerprint = $1");
        sql.Parameters.Text(fingerprint);
        await _turn.WaitAsync(cancellation);
        try
        {
            var allowed = await sql.ExecuteNonQueryAsync(CancellationToken.None) > 0;
            if (_all is { } all) Take(all.Remove(fingerprint));
            return allowed;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Take(await LoadAsync(cancellation));
        }
        finally
        {
            _turn.Release();
        }
    }

    // Between the handshake and the first state of a connection it may have been revoked.
    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (after.Link == LinkState.Online && (before?.Link != LinkState.Online || before.LinkSince != after.LinkSince)) SendAway(after);
    }

    void IStationObserver.Removed(StationState state)
    {
        // What is revoked stays so: a station entered again under the same name has the same key.
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<ImmutableDictionary<string, RevokedCertificate>> LoadAsync(CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand($"SELECT {Columns} FROM csms.revoked_certificates");
        var fresh = ImmutableDictionary.CreateBuilder<string, RevokedCertificate>(StringComparer.OrdinalIgnoreCase);
        await using (var reader = await sql.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var each = Read(reader);
                fresh[each.Fingerprint] = each;
            }
        }

        return fresh.ToImmutable();
    }

    private static RevokedCertificate Read(NpgsqlDataReader reader) => new(
        StationId.Parse(reader.GetString(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
        reader.GetFieldValue<DateTimeOffset>(5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetString(8));

    private void Take(ImmutableDictionary<string, RevokedCertificate> fresh)
    {
        var before = Interlocked.Exchange(ref _all, fresh) ?? [];
        foreach (var state in _registry.States) SendAway(state);
        var changed = before.Values.Where(each => !fresh.ContainsKey(each.Fingerprint)).Concat(fresh.Values.Where(each => !before.ContainsKey(each.Fingerprint))).Select(each => each.Station);
        foreach (var station in changed.Distinct()) Changed?.Invoke(station);
    }

    private void SendAway(StationState state)
    {
        if (_registry.TryGet(state.Id, out var actor) && actor.Link is { Certificate: { } shown } link && Find(shown.Fingerprint) is not null) link.Close(Statement.Of(LinkEnd.Revoked));
    }
}
