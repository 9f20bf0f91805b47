using Csms.Engine.Events.Charging;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Energy;

/// <summary>All sites, in memory and in the database.</summary>
public sealed class SiteDirectory(NpgsqlDataSource database, TimeProvider time) : IKeepsEntered, IDisposable
{
    private const string Columns = "id, name, time_zone, latitude, longitude, address, grid_limit_w, energy_transfers, plans_for_cars, tariff_id";

    private readonly HeldTable<string, Site> _held = new(database, $"SELECT {Columns} FROM csms.sites", Read, site => site.Id);

    /// <summary>Sites by name.</summary>
    public IReadOnlyList<Site> All => [.. _held.Rows.OrderBy(site => site.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>A site, or null.</summary>
    public Site? Find(string? id) => id is null ? null : _held.Find(id);

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Site;

    /// <summary>Reads every site; once, at start.</summary>
    public Task LoadAsync(CancellationToken cancellation) => ReadAgainAsync(null, cancellation);

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) => _held.ReadAsync(cancellation);

    /// <summary>Enters or replaces a site.</summary>
    /// <returns>The site as it was before, or null when it is new.</returns>
    public async Task<Site?> PutAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        await using var command = database.CreateCommand(
            $"""
             INSERT INTO csms.sites ({Columns}, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone, latitude = excluded.latitude,
                 longitude = excluded.longitude, address = excluded.address, grid_limit_w = excluded.grid_limit_w,
                 energy_transfers = excluded.energy_transfers, plans_for_cars = excluded.plans_for_cars, tariff_id = excluded.tariff_id
             """);
        command.Parameters.Text(site.Id).Text(site.Name).Text(site.TimeZone).Double(site.Latitude).Double(site.Longitude).Text(site.Address)
            .Bigint(site.GridLimitW).Texts(site.EnergyTransfers?.Modes).Boolean(site.PlansForCars).Text(site.TariffId).Timestamp(time.GetUtcNow());
        return await _held.PutAsync(site, command, cancellation);
    }

    /// <summary>Removes a site; its stations stay, without a site. False when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("DELETE FROM csms.sites WHERE id = $1");
        command.Parameters.Text(id);
        return await _held.DeleteAsync(id, command, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

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
        EnergyTransfers = reader.IsDBNull(7) ? null : EnergyTransfers.Of(reader.GetFieldValue<string[]>(7)),
        PlansForCars = reader.GetBoolean(8),
        TariffId = reader.TextOrNull(9),
    };
}
