using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Boots, device-model variables and how much of a report came: written behind within a second, the last word of each.</summary>
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

    /// <summary>Most attributes of a station that are kept, give or take one batch: a report without an end fills no disk. Real stations have some hundred.</summary>
    public const int MostAttributes = 20_000;

    // Mutability and characteristics come with reports only; a value that was merely read does not wipe them. What may only be written is not kept, also
    // when it is only now said that it may only be written.
    private const string UpsertVariables = """
        WITH told AS (
            SELECT x.* FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::timestamptz[], $14::boolean[], $15::boolean[])
                AS x (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute, value, mutability, characteristics, at, persistent, constant)
            JOIN csms.stations s ON s.key = x.station_key),
        full_up AS (
            SELECT each.station_key FROM (SELECT DISTINCT station_key FROM told) each
            WHERE (SELECT count(*) FROM (SELECT FROM csms.variables v WHERE v.station_key = each.station_key LIMIT $13) held) >= $13)
        INSERT INTO csms.variables AS v (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute, value, mutability, characteristics, at, persistent, constant)
        SELECT told.* FROM told WHERE told.station_key NOT IN (SELECT station_key FROM full_up) OR EXISTS (
            SELECT FROM csms.variables h WHERE (h.station_key, h.component, h.component_instance, h.evse_id, h.connector_id, h.variable, h.variable_instance, h.attribute)
                = (told.station_key, told.component, told.component_instance, told.evse_id, told.connector_id, told.variable, told.variable_instance, told.attribute))
        ON CONFLICT (station_key, component, component_instance, evse_id, connector_id, variable, variable_instance, attribute) DO UPDATE SET
            value = CASE WHEN coalesce(excluded.mutability, v.mutability) = 'WriteOnly' THEN NULL ELSE excluded.value END,
            mutability = coalesce(excluded.mutability, nullif(v.mutability, 'Gone')), characteristics = coalesce(excluded.characteristics, v.characteristics), at = excluded.at,
            persistent = coalesce(excluded.persistent, v.persistent), constant = coalesce(excluded.constant, v.constant)
        """;

    // Gone: VariableReported.Gone. What may only be written keeps that word: by it nothing of it is ever kept.
    private const string MarkGone = "UPDATE csms.variables SET mutability = 'Gone' WHERE station_key = $1 AND at < $2 AND mutability IS DISTINCT FROM 'Gone' AND mutability IS DISTINCT FROM 'WriteOnly'";

    private const string UpsertReport = """
        INSERT INTO csms.station_reports (station_key, request_id, started_at, last_at, parts, last_part, missing, variables, complete, cut)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 WHERE EXISTS (SELECT FROM csms.stations WHERE key = $1)
        ON CONFLICT (station_key) DO UPDATE SET request_id = excluded.request_id, started_at = excluded.started_at, last_at = excluded.last_at, parts = excluded.parts,
            last_part = excluded.last_part, missing = excluded.missing, variables = excluded.variables, complete = excluded.complete, cut = excluded.cut
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
            Current.Add(row);
            Appended();
        }
    }

    /// <summary>A part of a report came.</summary>
    public void Reported(in ReportRow report)
    {
        lock (Gate)
        {
            Current.Reports[report.StationKey] = report;
            Appended();
        }
    }

    /// <summary>A report of everything is complete: what the station told before it, and not in it, it has no more.</summary>
    public void ToldAll(int stationKey, DateTimeOffset since)
    {
        lock (Gate)
        {
            Current.Whole[stationKey] = since;
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
            command.Parameters.Integer(MostAttributes);
            command.Parameters.Columns(rows).BooleanOrNull(row => row.IsPersistent).BooleanOrNull(row => row.IsConstant);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var report in batch.Reports.Values.OrderBy(row => row.StationKey))
        {
            await using var command = new NpgsqlCommand(UpsertReport, connection);
            command.Parameters.Integer(report.StationKey).Integer(report.RequestId).Timestamp(report.StartedAt).Timestamp(report.LastAt).Integer(report.Parts)
                .Integer(report.LastPart).Integers(report.Missing).Integer(report.Variables).Boolean(report.IsComplete).Boolean(report.IsCut);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var (station, since) in batch.Whole.OrderBy(pair => pair.Key))
        {
            await using var command = new NpgsqlCommand(MarkGone, connection);
            command.Parameters.Integer(station).Timestamp(since);
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
