using System.Collections.Concurrent;
using System.Security.Cryptography;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>
/// Which certificate each station connects with (security profile 3), and which of them, and of the host's own, end soon. In memory, written behind.
/// </summary>
public sealed partial class ClientCertificates : BackgroundService, IStationObserver
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, ShownCertificate> _shown = new();
    private readonly ConcurrentDictionary<StationId, int> _unwritten = new();
    private readonly NpgsqlDataSource _database;
    private readonly StationRegistry _registry;
    private readonly ServedCertificate _served;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal ClientCertificates(NpgsqlDataSource database, StationRegistry registry, ServedCertificate served, TimeProvider time, ILogger<ClientCertificates> logger)
    {
        _database = database;
        _registry = registry;
        _served = served;
        _time = time;
        _logger = logger;
    }

    /// <summary>A station has connected with another certificate than before. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>The certificate of the host itself, as stations see it; null: there is no TLS endpoint.</summary>
    public CertificateFacts? Host => _served.Facts;

    /// <summary>The certificate with which a station last connected; null: it never showed one.</summary>
    public ShownCertificate? Find(StationId station) => _shown.GetValueOrDefault(station);

    /// <summary>A station's certificate ends before a time, or has ended.</summary>
    public bool EndsBefore(StationId station, DateTimeOffset time) => Find(station) is { } shown && shown.Facts.NotAfter < time;

    /// <summary>
    /// The connection that a station has now depends on a root that it holds: over TLS it believes us by it. Told by the name of the root alone, since a server
    /// rarely sends its root along.
    /// </summary>
    public bool DependsOn(StationState station, InstalledCertificate installed)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(installed);
        return installed.Use == "CSMSRootCertificate" && _registry.TryGet(station.Id, out var actor) && actor.Link is { IsSecure: true }
            && _served.RootNames.Any(name => string.Equals(HashOf(name.Span, installed.Hash.HashAlgorithm), installed.Hash.IssuerNameHash, StringComparison.OrdinalIgnoreCase));
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var stations = _registry.States.ToDictionary(each => each.Key, each => each.Id);
        await using var sql = _database.CreateCommand("SELECT station_key, subject, issuer, serial_number, fingerprint, key_kind, not_before, not_after, seen_at FROM csms.client_certificates");
        await using (var reader = await sql.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (!stations.TryGetValue(reader.GetInt32(0), out var station)) continue;
                _shown[station] = new ShownCertificate(
                    new CertificateFacts(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6), reader.GetFieldValue<DateTimeOffset>(7)),
                    reader.GetFieldValue<DateTimeOffset>(8));
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (after.Link != LinkState.Online || (before?.Link == LinkState.Online && before.LinkSince == after.LinkSince)) return;
        if (!_registry.TryGet(after.Id, out var actor) || actor.Link?.Certificate is not { } facts) return;
        var isNew = Find(after.Id)?.Facts.Fingerprint != facts.Fingerprint;
        _shown[after.Id] = new ShownCertificate(facts, after.LinkSince ?? _time.GetUtcNow());
        _unwritten[after.Id] = after.Key;
        if (isNew) Changed?.Invoke(after.Id);
    }

    void IStationObserver.Removed(StationState state)
    {
        _shown.TryRemove(state.Id, out _);
        _unwritten.TryRemove(state.Id, out _);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await WriteAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotStored(exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // what is left is written at the stop
        }
    }

    private static string HashOf(ReadOnlySpan<byte> name, string algorithm) => Convert.ToHexString(algorithm switch
    {
        "SHA256" => SHA256.HashData(name),
        "SHA384" => SHA384.HashData(name),
        "SHA512" => SHA512.HashData(name),
        _ => [],
    });

    private async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (station, key) in _unwritten)
        {
            if (Find(station) is { } shown) await SaveAsync(key, shown, cancellation);
            _unwritten.TryRemove(station, out _);
        }
    }

    private async Task SaveAsync(int key, ShownCertificate shown, CancellationToken cancellation)
    {
        await using var sql = _database.CreateCommand(
            """
            INSERT INTO csms.client_certificates (station_key, subject, issuer, serial_number, fingerprint, key_kind, not_before, not_after, seen_at)
            SELECT s.key, $2, $3, $4, $5, $6, $7, $8, $9 FROM csms.stations s WHERE s.key = $1
            ON CONFLICT (station_key) DO UPDATE SET subject = excluded.subject, issuer = excluded.issuer, serial_number = excluded.serial_number, fingerprint = excluded.fingerprint,
                key_kind = excluded.key_kind, not_before = excluded.not_before, not_after = excluded.not_after, seen_at = excluded.seen_at
            """);
        sql.Parameters.Integer(key).Text(StationText.Storable(shown.Facts.Subject)).Text(StationText.Storable(shown.Facts.Issuer)).Text(shown.Facts.SerialNumber).Text(shown.Facts.Fingerprint).Text(shown.Facts.KeyKind)
            .Timestamp(shown.Facts.NotBefore).Timestamp(shown.Facts.NotAfter).Timestamp(shown.SeenAt);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    [LoggerMessage(3640, LogLevel.Warning, "The certificates of stations could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
