using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>How a batch of rows gets into the tables, within the caller's transaction. Every statement can be repeated without counting twice.</summary>
internal static class JournalSql
{
    private const string MeterColumns = "at, received_at, session_id, key, station_key, evse_id, context, kinds, vals";

    private const string Stage =
        "CREATE TEMP TABLE IF NOT EXISTS meter_stage (LIKE csms.meter_values) ON COMMIT DELETE ROWS";

    private const string CopyToMeter = $"COPY csms.meter_values ({MeterColumns}) FROM STDIN (FORMAT BINARY)";

    private const string CopyToStage = $"COPY meter_stage ({MeterColumns}) FROM STDIN (FORMAT BINARY)";

    private const string FromStage =
        $"INSERT INTO csms.meter_values ({MeterColumns}) SELECT {MeterColumns} FROM meter_stage ON CONFLICT DO NOTHING";

    private const string UpsertSessions =
        """
        INSERT INTO csms.sessions AS s (id, station_key, station_id, evse_id, connector_id, transaction_id, id_token, token_type, state,
            charging_state, started_at, ended_at, received_at, meter_start_wh, meter_stop_wh, energy_wh, stop_reason, remote_start_id,
            reservation_id, flags, start_key, detail, updated_at, tariff_id, tariff_version, currency, cost_excl_tax, cost_incl_tax)
        SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::bigint[], $15::bigint[], $16::bigint[], $17::text[],
            $18::int[], $19::int[], $20::jsonb[], $21::text[], $22::jsonb[], $23::timestamptz[], $24::text[], $25::int[], $26::text[], $27::numeric[],
            $28::numeric[])
        ON CONFLICT (id) DO UPDATE SET evse_id = excluded.evse_id, connector_id = excluded.connector_id, id_token = excluded.id_token,
            token_type = excluded.token_type, state = excluded.state, charging_state = excluded.charging_state,
            started_at = excluded.started_at, ended_at = excluded.ended_at, meter_start_wh = excluded.meter_start_wh,
            meter_stop_wh = excluded.meter_stop_wh, energy_wh = excluded.energy_wh, stop_reason = excluded.stop_reason,
            remote_start_id = excluded.remote_start_id, reservation_id = excluded.reservation_id, flags = excluded.flags,
            start_key = excluded.start_key, detail = excluded.detail, updated_at = excluded.updated_at,
            tariff_id = coalesce(excluded.tariff_id, s.tariff_id), tariff_version = coalesce(excluded.tariff_version, s.tariff_version),
            currency = coalesce(excluded.currency, s.currency), cost_excl_tax = coalesce(excluded.cost_excl_tax, s.cost_excl_tax),
            cost_incl_tax = coalesce(excluded.cost_incl_tax, s.cost_incl_tax)
        """;

    private const string InsertEvents =
        """
        INSERT INTO csms.session_events (session_id, key, kind, seq, at, received_at, trigger, charging_state, id_token, offline, detail)
        SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::timestamptz[], $6::timestamptz[], $7::text[],
            $8::text[], $9::text[], $10::boolean[], $11::jsonb[])
        ON CONFLICT DO NOTHING
        """;

    private const string InsertRawSamples =
        """
        INSERT INTO csms.raw_samples (session_id, station_key, evse_id, at, received_at, key, context, measurand, phase, unit, value,
            encoding, signing_method, public_key)
        SELECT * FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::timestamptz[], $5::timestamptz[], $6::bigint[], $7::smallint[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Writes all rows of a batch.</summary>
    /// <param name="connection">With an open transaction.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="careful">Meter values go through a staging table, so that one that is stored already is passed over instead of refused.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, JournalBatch batch, bool careful, CancellationToken cancellation)
    {
        if (batch.Sessions.Count > 0 || batch.Events.Count > 0 || batch.RawSamples.Count > 0 || batch.Unclocked.Count > 0)
        {
            await using var statements = new NpgsqlBatch(connection);
            AddSessions(statements, batch);
            AddEvents(statements, batch);
            AddRawSamples(statements, batch);
            UnclockedSql.Add(statements, batch.Unclocked);
            await statements.ExecuteNonQueryAsync(cancellation);
        }

        if (batch.Meter.Rows == 0)
        {
            return;
        }

        if (careful)
        {
            await ExecuteAsync(connection, Stage, cancellation);
        }

        await RawCopy.WriteAsync(connection, careful ? CopyToStage : CopyToMeter, batch.Meter, cancellation);
        if (careful)
        {
            await ExecuteAsync(connection, FromStage, cancellation);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddSessions(NpgsqlBatch statements, JournalBatch batch)
    {
        if (batch.Sessions.Count == 0)
        {
            return;
        }

        var rows = new SessionRow[batch.Sessions.Count];
        batch.Sessions.Values.CopyTo(rows, 0);
        var command = new NpgsqlBatchCommand(UpsertSessions);
        command.Parameters.Columns(rows).Bigint(row => row.Id).Integer(row => row.StationKey).Text(row => row.StationId)
            .Smallint(row => (short)row.EvseId).Smallint(row => (short)row.ConnectorId).Text(row => row.TransactionId).Text(row => row.IdToken)
            .Text(row => row.TokenType).Text(row => row.State).Text(row => row.ChargingState).Timestamp(row => row.StartedAt)
            .TimestampOrNull(row => row.EndedAt).Timestamp(row => row.ReceivedAt).BigintOrNull(row => row.MeterStartWh)
            .BigintOrNull(row => row.MeterStopWh).BigintOrNull(row => row.EnergyWh).Text(row => row.StopReason)
            .IntegerOrNull(row => row.RemoteStartId).IntegerOrNull(row => row.ReservationId).Jsonb(row => row.Flags).Text(row => row.StartKey)
            .Jsonb(row => row.Detail).Timestamp(row => row.UpdatedAt).Text(row => row.TariffId).IntegerOrNull(row => row.TariffVersion)
            .Text(row => row.Currency).NumericOrNull(row => row.CostExclTax).NumericOrNull(row => row.CostInclTax);
        statements.BatchCommands.Add(command);
    }

    private static void AddEvents(NpgsqlBatch statements, JournalBatch batch)
    {
        if (batch.Events.Count == 0)
        {
            return;
        }

        var rows = batch.Events;
        var command = new NpgsqlBatchCommand(InsertEvents);
        command.Parameters.Columns(rows).Bigint(row => row.SessionId).Bigint(row => row.Key).Smallint(row => row.Kind)
            .BigintOrNull(row => row.Sequence).Timestamp(row => row.At).Timestamp(row => row.ReceivedAt).Text(row => row.Trigger)
            .Text(row => row.ChargingState).Text(row => row.IdToken).Boolean(row => row.Offline).Jsonb(row => row.Detail);
        statements.BatchCommands.Add(command);
    }

    private static void AddRawSamples(NpgsqlBatch statements, JournalBatch batch)
    {
        if (batch.RawSamples.Count == 0)
        {
            return;
        }

        var rows = batch.RawSamples;
        var command = new NpgsqlBatchCommand(InsertRawSamples);
        command.Parameters.Columns(rows).BigintOrNull(row => row.SessionId).Integer(row => row.StationKey).Smallint(row => (short)row.EvseId)
            .Timestamp(row => row.At).Timestamp(row => row.ReceivedAt).Bigint(row => row.Key).Smallint(row => row.Context)
            .Text(row => row.Measurand).Text(row => row.Phase).Text(row => row.Unit).Text(row => row.Value).Text(row => row.Encoding)
            .Text(row => row.SigningMethod).Text(row => row.PublicKey);
        statements.BatchCommands.Add(command);
    }
}
