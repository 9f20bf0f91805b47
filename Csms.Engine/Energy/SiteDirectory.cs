using System.Collections.Concurrent;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Energy;

/// <summary>All sites, in memory and in the database.</summary>
public sealed class SiteDirectory(NpgsqlDataSource database, TimeProvider time) : IKeepsEntered, IDisposable
{
    // What is read again must not come between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);

    private const string Columns = "id, name, time_zone, latitude, longitude, address, grid_limit_w";

    private readonly ConcurrentDictionary<string, Site> _sites = new(StringComparer.Ordinal);

    /// <summary>Sites by name.</summary>
    public IReadOnlyList<Site> All => [.. _sites.Values.OrderBy(site => site.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>A site, or null.</summary>
    public Site? Find(string? id) => id is null ? null : _sites.GetValueOrDefault(id);

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Site;

    /// <summary>Reads every site; once, at start.</summary>
    public Task LoadAsync(CancellationToken cancellation) => ReadAgainAsync(null, cancellation);

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // All of them: there are few, and whoever shows one shows its neighbours.
            var gone = _sites.Keys.ToHashSet(StringComparer.Ordinal);
            await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.sites");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var site = Read(reader);
                _sites[site.Id] = site;
                gone.Remove(site.Id);
            }

            foreach (var id in gone)
            {
                _sites.TryRemove(id, out _);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Enters or replaces a site.</summary>
    /// <returns>The site as it was before, or null when it is new.</returns>
    public async Task<Site?> PutAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        await using var command = database.CreateCommand(
            $"""
             INSERT INTO csms.sites ({Columns}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, latitude = excluded.latitude,
                 longitude = excluded.longitude, address = excluded.address, grid_limit_w = excluded.grid_limit_w
             """);
        command.Parameters.Text(site.Id).Text(site.Name).Text(site.TimeZone).Double(site.Latitude).Double(site.Longitude).Text(site.Address)
            .Bigint(site.GridLimitW).Timestamp(time.GetUtcNow());
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            var before = _sites.GetValueOrDefault(site.Id);
            _sites[site.Id] = site;
            return before;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a site; its stations stay, without a site. False when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("DELETE FROM csms.sites WHERE id = $1");
        command.Parameters.Text(id);
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return _sites.TryRemove(id, out _);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>The zone of a site; UTC when it has none or the system does not know it.</summary>
    public TimeZoneInfo ZoneOf(string? siteId) =>
        Find(siteId) is { } site && TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private static Site Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Name = reader.GetString(1),
        TimeZone = reader.GetString(2),
        Latitude = reader.DoubleOrNull(3),
        Longitude = reader.DoubleOrNull(4),
        Address = reader.TextOrNull(5),
        GridLimitW = reader.BigintOrNull(6),
    };
}
