using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Boots and device-model variables: written behind within a second, the last word of each.</summary>
internal sealed class FactLog(NpgsqlDataSource dataSource, TimeProvider time, ILogger<FactLog> logger)
    : WriteBehind<FactBatch>("The fact log", Limits, time, logger)
{
    private const string UpdateBoots = """
        UPDATE csms.stations s SET ocpp_version = x.version, vendor = x.vendor, model = x.model, serial = x.serial, firmware = x.firmware,
            iccid = x.iccid, imsi = x.imsi, last_boot_at = x.at, last_boot_reason = x.reason, security_profile = greatest(s.security_profile, x.profile)
        FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::int[])
            AS x (key, version, vendor, model, serial, firmware, iccid, imsi, at, reason, profile)
        WHERE s.key = x.key
        """;

    // Mutability and characteristics come with reports only; a value that was merely read does not wipe them.
    private const string UpsertVariables = """
        INSERT INTO csms.variables AS v (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute, value, mutability, characteristics, at)
        SELECT x.* FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::timestamptz[])
            AS x (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute, value, mutability, characteristics, at)
        JOIN csms.stations s ON s.key = x.station_key
        ON CONFLICT (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute) DO UPDATE SET
            value = excluded.value, mutability = coalesce(excluded.mutability, v.mutability), characteristics = coalesce(excluded.characteristics, v.characteristics), at = excluded.at
        """;

    private static readonly WriteBehindLimits Limits = new(TimeSpan.FromSeconds(1), 512 * 1024, 32L * 1024 * 1024, TimeSpan.FromSeconds(1));

    /// <summary>A station booted.</summary>
    public void Booted(BootRow boot)
    {
        lock (Gate)
        {
            Current.Boots[boot.StationKey] = boot;
            Appended();
        }
    }

    /// <summary>A variable was told.</summary>
    public void Told(in VariableRow variable)
    {
        // Made storable before it is filed: two keys that are one in the store must be one in the batch, or the batch is refused.
        var (key, row) = (Storable(variable.Key), variable);
        row = row with { Key = key, Value = StationText.Storable(row.Value), Characteristics = StationText.StorableJson(row.Characteristics) };
        lock (Gate)
        {
            Current.Variables[key] = row;
            Appended();
        }
    }

    protected override async Task WriteAsync(FactBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (batch.Boots.Count > 0)
        {
            var rows = batch.Boots.Values.OrderBy(row => row.StationKey).ToList();
            await using var command = new NpgsqlCommand(UpdateBoots, connection);
            command.Parameters.Columns(rows).Integer(row => row.StationKey).Text(row => row.OcppVersion).StationText(row => row.Vendor)
                .StationText(row => row.Model).StationText(row => row.Serial).StationText(row => row.Firmware).StationText(row => row.Iccid)
                .StationText(row => row.Imsi).Timestamp(row => row.At).StationText(row => row.Reason).Integer(row => row.SecurityProfile);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (batch.Variables.Count > 0)
        {
            var rows = batch.Variables.Values.OrderBy(row => row.Key.StationKey).ThenBy(row => row.Key.Component, StringComparer.Ordinal)
                .ThenBy(row => row.Key.Variable, StringComparer.Ordinal).ToList();
            await using var command = new NpgsqlCommand(UpsertVariables, connection);
            command.Parameters.Columns(rows).Integer(row => row.Key.StationKey).Text(row => row.Key.Component)
                .Text(row => row.Key.ComponentInstance).Smallint(row => (short)row.Key.EvseId).Smallint(row => (short)row.Key.ConnectorId)
                .Text(row => row.Key.Variable).Text(row => row.Key.VariableInstance).Text(row => row.Key.Attribute)
                .Text(row => row.Value).Text(row => row.Mutability).Jsonb(row => row.Characteristics).Timestamp(row => row.At);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static VariableKey Storable(in VariableKey key) => key with
    {
        Component = StationText.Storable(key.Component)!,
        ComponentInstance = StationText.Storable(key.ComponentInstance)!,
        Variable = StationText.Storable(key.Variable)!,
        VariableInstance = StationText.Storable(key.VariableInstance)!,
    };
}
