using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Stations.Configuration;

/// <summary>All configuration templates, in memory and in the database.</summary>
public sealed class TemplateDirectory : IKeepsEntered, IHostedService, IDisposable
{
    private const string Columns = "id, name, vendor, model, firmware, site_id, ocpp_version, wanted, at_boot, changed_at, changed_by";
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    private readonly HeldTable<string, ConfigurationTemplate> _held;
    private readonly NpgsqlDataSource _database;

    internal TemplateDirectory(NpgsqlDataSource database)
    {
        _database = database;
        _held = new(database, $"SELECT {Columns} FROM csms.configuration_templates", Read, template => template.Id);
    }

    /// <summary>Templates by name.</summary>
    public IReadOnlyList<ConfigurationTemplate> All => [.. _held.Rows.OrderBy(template => template.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(template => template.Id, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Template;

    /// <summary>A template, or null.</summary>
    public ConfigurationTemplate? Find(string? id) => id is null ? null : _held.Find(id);

    /// <summary>Templates that are for a station, by name.</summary>
    public IReadOnlyList<ConfigurationTemplate> For(StationState station) => _held.IsEmpty ? [] : [.. All.Where(template => template.IsFor(station))];

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) => _held.ReadAsync(cancellation);

    /// <summary>Enters or replaces a template.</summary>
    /// <returns>The template as it was before, or null when it is new.</returns>
    public async Task<ConfigurationTemplate?> PutAsync(ConfigurationTemplate template, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(template);
        await using var command = _database.CreateCommand(
            $"""
             INSERT INTO csms.configuration_templates ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, vendor = excluded.vendor, model = excluded.model, firmware = excluded.firmware, site_id = excluded.site_id,
                 ocpp_version = excluded.ocpp_version, wanted = excluded.wanted, at_boot = excluded.at_boot, changed_at = excluded.changed_at, changed_by = excluded.changed_by
             """);
        command.Parameters.Text(template.Id).Text(template.Name).Text(template.Vendor).Text(template.Model).Text(template.Firmware).Text(template.SiteId).Text(template.OcppVersion)
            .Jsonb(JsonSerializer.Serialize(template.Wanted.Select(Stored.Of), _json)).Boolean(template.AtBoot).Timestamp(template.ChangedAt).Text(template.ChangedBy);
        return await _held.PutAsync(template, command, cancellation);
    }

    /// <summary>Removes a template; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.configuration_templates WHERE id = $1");
        command.Parameters.Text(id);
        return await _held.DeleteAsync(id, command, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static ConfigurationTemplate Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Name = reader.GetString(1),
        Vendor = reader.TextOrNull(2),
        Model = reader.TextOrNull(3),
        Firmware = reader.TextOrNull(4),
        SiteId = reader.TextOrNull(5),
        OcppVersion = reader.TextOrNull(6),
        Wanted = JsonSerializer.Deserialize<Stored[]>(reader.GetString(7), _json)!.Select(each => each.ToWanted()).ToImmutableArray(),
        AtBoot = reader.GetBoolean(8),
        ChangedAt = reader.GetFieldValue<DateTimeOffset>(9),
        ChangedBy = reader.GetString(10),
    };

    /// <summary>A wanted value as it stands in the database.</summary>
    private sealed record Stored(string Component, string? ComponentInstance, int? EvseId, int? ConnectorId, string Variable, string? VariableInstance, string Value)
    {
        public static Stored Of(WantedValue wanted) => new(
            wanted.Address.Component, wanted.Address.ComponentInstance, wanted.Address.EvseId, wanted.Address.ConnectorId, wanted.Address.Variable, wanted.Address.VariableInstance, wanted.Value);

        public WantedValue ToWanted() => new(new VariableAddress(Component, Variable, ComponentInstance, EvseId, ConnectorId, VariableInstance), Value);
    }
}
