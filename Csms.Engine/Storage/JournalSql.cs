using Npgsql;
using NpgsqlTypes;

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
            reservation_id, flags, start_key, detail, updated_at)
        SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[], $8::text[], $9::text[],
            $10::text[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::bigint[], $15::bigint[], $16::bigint[], $17::text[],
            $18::int[], $19::int[], $20::jsonb[], $21::text[], $22::jsonb[], $23::timestamptz[])
        ON CONFLICT (id) DO UPDATE SET evse_id = excluded.evse_id, connector_id = excluded.connector_id, id_token = excluded.id_token,
            token_type = excluded.token_type, state = excluded.state, charging_state = excluded.charging_state,
            started_at = excluded.started_at, ended_at = excluded.ended_at, meter_start_wh = excluded.meter_start_wh,
            meter_stop_wh = excluded.meter_stop_wh, energy_wh = excluded.energy_wh, stop_reason = excluded.stop_reason,
            remote_start_id = excluded.remote_start_id, reservation_id = excluded.reservation_id, flags = excluded.flags,
            start_key = excluded.start_key, detail = excluded.detail, updated_at = excluded.updated_at
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
        Add(command, rows, row => row.Id, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.StationKey, NpgsqlDbType.Integer);
        Add(command, rows, row => row.StationId, NpgsqlDbType.Text);
        Add(command, rows, row => (short)row.EvseId, NpgsqlDbType.Smallint);
        Add(command, rows, row => (short)row.ConnectorId, NpgsqlDbType.Smallint);
        Add(command, rows, row => row.TransactionId, NpgsqlDbType.Text);
        Add(command, rows, row => row.IdToken, NpgsqlDbType.Text);
        Add(command, rows, row => row.TokenType, NpgsqlDbType.Text);
        Add(command, rows, row => row.State, NpgsqlDbType.Text);
        Add(command, rows, row => row.ChargingState, NpgsqlDbType.Text);
        Add(command, rows, row => row.StartedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.EndedAt?.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.MeterStartWh, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.MeterStopWh, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.EnergyWh, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.StopReason, NpgsqlDbType.Text);
        Add(command, rows, row => row.RemoteStartId, NpgsqlDbType.Integer);
        Add(command, rows, row => row.ReservationId, NpgsqlDbType.Integer);
        Add(command, rows, row => row.Flags, NpgsqlDbType.Jsonb);
        Add(command, rows, row => row.StartKey, NpgsqlDbType.Text);
        Add(command, rows, row => row.Detail, NpgsqlDbType.Jsonb);
        Add(command, rows, row => row.UpdatedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
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
        Add(command, rows, row => row.SessionId, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.Key, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.Kind, NpgsqlDbType.Smallint);
        Add(command, rows, row => row.Sequence, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.Trigger, NpgsqlDbType.Text);
        Add(command, rows, row => row.ChargingState, NpgsqlDbType.Text);
        Add(command, rows, row => row.IdToken, NpgsqlDbType.Text);
        Add(command, rows, row => row.Offline, NpgsqlDbType.Boolean);
        Add(command, rows, row => row.Detail, NpgsqlDbType.Jsonb);
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
        Add(command, rows, row => row.SessionId, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.StationKey, NpgsqlDbType.Integer);
        Add(command, rows, row => (short)row.EvseId, NpgsqlDbType.Smallint);
        Add(command, rows, row => row.At.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(command, rows, row => row.Key, NpgsqlDbType.Bigint);
        Add(command, rows, row => row.Context, NpgsqlDbType.Smallint);
        Add(command, rows, row => row.Measurand, NpgsqlDbType.Text);
        Add(command, rows, row => row.Phase, NpgsqlDbType.Text);
        Add(command, rows, row => row.Unit, NpgsqlDbType.Text);
        Add(command, rows, row => row.Value, NpgsqlDbType.Text);
        Add(command, rows, row => row.Encoding, NpgsqlDbType.Text);
        Add(command, rows, row => row.SigningMethod, NpgsqlDbType.Text);
        Add(command, rows, row => row.PublicKey, NpgsqlDbType.Text);
        statements.BatchCommands.Add(command);
    }

    private static void Add<TRow, TValue>(NpgsqlBatchCommand command, IReadOnlyList<TRow> rows, Func<TRow, TValue> column, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = column(rows[index]);
        }

        command.Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }
}
