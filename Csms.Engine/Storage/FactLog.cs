using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

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
        lock (Gate)
        {
            Current.Variables[variable.Key] = variable;
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
            Add(command, rows, row => row.StationKey, NpgsqlDbType.Integer);
            Add(command, rows, row => row.OcppVersion, NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Vendor), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Model), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Serial), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Firmware), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Iccid), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Imsi), NpgsqlDbType.Text);
            Add(command, rows, row => row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            Add(command, rows, row => row.Reason, NpgsqlDbType.Text);
            Add(command, rows, row => row.SecurityProfile, NpgsqlDbType.Integer);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        if (batch.Variables.Count > 0)
        {
            var rows = batch.Variables.Values.OrderBy(row => row.Key.StationKey).ThenBy(row => row.Key.Component, StringComparer.Ordinal)
                .ThenBy(row => row.Key.Variable, StringComparer.Ordinal).ToList();
            await using var command = new NpgsqlCommand(UpsertVariables, connection);
            Add(command, rows, row => row.Key.StationKey, NpgsqlDbType.Integer);
            Add(command, rows, row => Storable(row.Key.Component), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Key.ComponentInstance), NpgsqlDbType.Text);
            Add(command, rows, row => (short)row.Key.EvseId, NpgsqlDbType.Smallint);
            Add(command, rows, row => (short)row.Key.ConnectorId, NpgsqlDbType.Smallint);
            Add(command, rows, row => Storable(row.Key.Variable), NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Key.VariableInstance), NpgsqlDbType.Text);
            Add(command, rows, row => row.Key.Attribute, NpgsqlDbType.Text);
            Add(command, rows, row => Storable(row.Value), NpgsqlDbType.Text);
            Add(command, rows, row => row.Mutability, NpgsqlDbType.Text);
            Add(command, rows, row => row.Characteristics, NpgsqlDbType.Jsonb);
            Add(command, rows, row => row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>PostgreSQL's text has no NUL.</summary>
    private static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    private static void Add<TRow, TValue>(NpgsqlCommand command, List<TRow> rows, Func<TRow, TValue> column, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(column)], NpgsqlDbType = NpgsqlDbType.Array | type });
}
