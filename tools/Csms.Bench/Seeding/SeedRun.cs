using System.Diagnostics;
using System.Globalization;
using System.Text;
using Csms.Bench.Runs;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Bench.Seeding;

/// <summary>Fills the product's own schema with a network's past, by binary COPY in the product's own encoding.</summary>
internal sealed class SeedRun(NpgsqlDataSource source, SeedOptions options, DateTimeOffset now)
{
    private const int ValuesInARow = 8;
    private const int BatchBytes = 4 * 1024 * 1024;

    private const string Sessions =
        "COPY csms.sessions (id, station_key, station_id, evse_id, connector_id, transaction_id, id_token, token_type, state, charging_state, started_at, ended_at, received_at, meter_start_wh, meter_stop_wh, energy_wh, stop_reason, start_key, updated_at) FROM STDIN (FORMAT BINARY)";

    private const string Events =
        "COPY csms.session_events (session_id, key, kind, at, received_at, trigger, charging_state, offline) FROM STDIN (FORMAT BINARY)";

    private const string Values =
        "COPY csms.meter_values (at, received_at, session_id, key, station_key, evse_id, context, kinds, vals) FROM STDIN (FORMAT BINARY)";

    private const string Frames =
        "COPY csms.frames (at, answer_at, station_key, direction, message_type, answer_type, action, message_id, payload, answer_payload) FROM STDIN (FORMAT BINARY)";

    /// <summary>Every fourth session is paid at a terminal; of a hundred payments one fails. The reference as <see cref="SeedOptions.PaymentId"/> has it.</summary>
    private const string Payments =
        """
        INSERT INTO csms.settlements (station_key, station_id, psp_ref, transaction_id, status, amount, currency, settled_at, at, received_at, receipt_id)
        SELECT station_key, station_id, 'PSP' || upper(lpad(to_hex(id * 2654435761 % 4294967296), 8, '0')), transaction_id, CASE WHEN id % 400 = 0 THEN 'Failed' ELSE 'Settled' END,
            round(energy_wh * 0.00049, 2), 'EUR', ended_at, ended_at, ended_at, CASE WHEN id % 400 <> 0 THEN 'R' || id END
        FROM csms.sessions WHERE id % 4 = 0 AND ended_at IS NOT NULL
        """;

    private static readonly short[] Kinds =
    [
        new MeterKind(Measurand.EnergyActiveImportRegister).Code, new MeterKind(Measurand.PowerActiveImport).Code,
        new MeterKind(Measurand.CurrentImport, Phase.L1).Code, new MeterKind(Measurand.CurrentImport, Phase.L2).Code, new MeterKind(Measurand.CurrentImport, Phase.L3).Code,
        new MeterKind(Measurand.Voltage, Phase.L1).Code, new MeterKind(Measurand.Voltage, Phase.L2).Code, new MeterKind(Measurand.Voltage, Phase.L3).Code,
    ];

    private int[] _keys = [];

    /// <exception cref="BenchException">There are sessions already.</exception>
    public async Task<SeedResult> RunAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        if (await ScalarAsync<bool>(connection, "SELECT EXISTS (SELECT FROM csms.sessions)", cancellation)) throw new BenchException("There are sessions already: seed fills an empty database.");
        await NetworkAsync(connection, cancellation);
        await PartitionsAsync(connection, cancellation);
        var stages = new List<SeedStage>
        {
            await StageAsync(connection, "sessions", Sessions, SessionRows(), cancellation),
            await StageAsync(connection, "session events", Events, EventRows(), cancellation),
            await StageAsync(connection, "rows of meter values", Values, ValueRows(), cancellation),
            await StageAsync(connection, "exchanges", Frames, FrameRows(), cancellation),
        };
        var began = Stopwatch.GetTimestamp();
        await ExecuteAsync(connection, Payments, cancellation);
        stages.Add(new SeedStage("payments", await ScalarAsync<long>(connection, "SELECT count(*) FROM csms.settlements", cancellation), Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1)));
        Report.Say(stages[^1].ToString());
        await ExecuteAsync(connection, $"SELECT setval('csms.session_ids', {options.Sessions + 1000 - options.Sessions % 1000 + 1})", cancellation);
        Report.Say("VACUUM ANALYZE");
        await ExecuteAsync(connection, "VACUUM (ANALYZE)", cancellation);
        return new SeedResult(options, stages, await ScalarAsync<long>(connection, "SELECT pg_database_size(current_database()) / 1048576", cancellation));
    }

    private async Task NetworkAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var random = new Random(1);
        // Over some 800 by 700 km, each station a few hundred metres from the next: a map groups them by how near it looks.
        await ExecuteAsync(
            connection,
            "INSERT INTO csms.sites (id, name, latitude, longitude) SELECT id, 'Site ' || id, 47.4 + n * 37 % 200 * 0.036, 6.2 + n * 71 % 200 * 0.042 FROM unnest($1::text[]) WITH ORDINALITY x (id, n)",
            cancellation, Ids(options.Sites, SeedOptions.SiteId));
        await ExecuteAsync(connection, "INSERT INTO csms.tokens (id_token, type) SELECT id, 'ISO14443' FROM unnest($1::text[]) id", cancellation, Ids(options.Tokens, SeedOptions.TokenId));
        await ExecuteAsync(
            connection,
            "INSERT INTO csms.stations (id, site_id, latitude, longitude) SELECT x.id, s.id, s.latitude + x.n % 11 * 0.003, s.longitude + x.n % 13 * 0.004 FROM unnest($1::text[], $2::text[]) WITH ORDINALITY x (id, site, n) JOIN csms.sites s ON s.id = x.site",
            cancellation,
            Ids(options.Stations, SeedOptions.StationId), Ids(options.Stations, _ => SeedOptions.SiteId(random.Next(options.Sites))));
        await using var command = new NpgsqlCommand("SELECT array_agg(key ORDER BY id) FROM csms.stations WHERE id = ANY($1)", connection);
        command.Parameters.Add(new() { Value = Ids(options.Stations, SeedOptions.StationId) });
        _keys = (int[])(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The pieces a host that ran all the time would have made.</summary>
    private async Task PartitionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var table in PartitionKeeper.Tables(new RetentionOptions()))
        {
            foreach (var piece in (table with { Behind = table.Period == PartitionPeriod.Day ? FrameDays : options.Days / 7 + 1 }).Wanted(now))
            {
                await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"""
                    CREATE TABLE IF NOT EXISTS csms.{piece.Name} PARTITION OF csms.{table.Name} FOR VALUES FROM ('{piece.From:yyyy-MM-dd}') TO ('{piece.To:yyyy-MM-dd}')
                    """), cancellation);
            }
        }
    }

    private const int FrameDays = 10;

    private IEnumerable<Action<RawCopyBuffer>> SessionRows()
    {
        for (var id = 1; id <= options.Sessions; id++)
        {
            var session = PastSession.Make(id, options, now);
            var number = id.ToString(CultureInfo.InvariantCulture);
            yield return row =>
            {
                row.BeginRow(19);
                row.Int64(session.Id);
                row.Int32(_keys[session.Station]);
                row.Text(SeedOptions.StationId(session.Station));
                row.Int16(session.Evse);
                row.Int16((short)1);
                row.Text(number);
                row.Text(SeedOptions.TokenId(session.Token));
                row.Text("ISO14443");
                row.Text(session.State);
                row.Text(session.Ended is null ? "Charging" : null);
                row.Timestamp(session.Started);
                row.Timestamp(session.Ended);
                row.Timestamp(session.Started);
                row.Int64(session.MeterStartWh);
                row.Int64(session.Ended is null ? null : session.MeterStartWh + session.EnergyWh);
                row.Int64(session.EnergyWh);
                row.Text(session.Ended is null ? null : "EVDisconnected");
                row.Text("seed-" + number);
                row.Timestamp(session.Ended ?? now);
            };
        }
    }

    private IEnumerable<Action<RawCopyBuffer>> EventRows()
    {
        for (var id = 1; id <= options.Sessions; id++)
        {
            var session = PastSession.Make(id, options, now);
            yield return row => Event(row, session, 1, session.Started, "Authorized");
            yield return row => Event(row, session, 2, session.Started.AddSeconds(4), "ChargingStateChanged");
            if (session.Ended is { } ended) yield return row => Event(row, session, 3, ended, "EVDeparted");
        }

        static void Event(RawCopyBuffer row, PastSession session, short kind, DateTimeOffset at, string trigger)
        {
            row.BeginRow(8);
            row.Int64(session.Id);
            row.Int64((long)kind);
            row.Int16(kind);
            row.Timestamp(at);
            row.Timestamp(at);
            row.Text(trigger);
            row.Text(kind == 2 ? "Charging" : null);
            row.Bool(false);
        }
    }

    private IEnumerable<Action<RawCopyBuffer>> ValueRows()
    {
        var rows = options.Values / ValuesInARow;
        var numbers = new double[ValuesInARow];
        for (var id = 1; id <= options.Sessions; id++)
        {
            var session = PastSession.Make(id, options, now);
            var count = (int)(rows * id / options.Sessions - rows * (id - 1) / options.Sessions);
            var length = (session.Ended ?? now) - session.Started;
            for (var i = 0; i < count; i++)
            {
                var share = (i + 1d) / count;
                var at = session.Started + length * share;
                var key = (long)i;
                yield return row =>
                {
                    numbers[0] = session.MeterStartWh + Math.Floor(session.EnergyWh * share);
                    numbers[1] = Math.Round(session.EnergyWh / Math.Max(0.1, length.TotalHours));
                    for (var phase = 0; phase < 3; phase++) (numbers[2 + phase], numbers[5 + phase]) = (Math.Round(numbers[1] / 690, 1), 229.5 + phase + key % 3 * 0.1);
                    row.BeginRow(9);
                    row.Timestamp(at);
                    row.Timestamp(at);
                    row.Int64(session.Id);
                    row.Int64(key);
                    row.Int32(_keys[session.Station]);
                    row.Int16(session.Evse);
                    row.Int16((short)SampleContext.SamplePeriodic);
                    row.Int16Array(Kinds);
                    row.Float8Array(numbers);
                };
            }
        }
    }

    private IEnumerable<Action<RawCopyBuffer>> FrameRows()
    {
        var payload = Encoding.UTF8.GetBytes("""{"connectorId":1,"transactionId":4711,"meterValue":[{"timestamp":"2026-11-21T06:00:00Z","sampledValue":[{"value":"4711","measurand":"Energy.Active.Import.Register","unit":"Wh"},{"value":"7200","measurand":"Power.Active.Import","unit":"W"}]}]}""");
        var first = now.AddDays(-FrameDays);
        var step = (now - first) / Math.Max(1, options.Frames);
        for (var i = 0; i < options.Frames; i++)
        {
            var index = i;
            yield return row =>
            {
                var at = first + step * index;
                row.BeginRow(10);
                row.Timestamp(at);
                row.Timestamp(at.AddMilliseconds(5));
                row.Int32(_keys[(int)((uint)index * 2654435761u % (uint)_keys.Length)]);
                row.Int16((short)0);
                row.Int16((short)2);
                row.Int16((short)3);
                row.Text(index % 9 == 0 ? "Heartbeat" : "MeterValues");
                row.Text(index.ToString(CultureInfo.InvariantCulture));
                row.Utf8(index % 9 == 0 ? "{}"u8 : payload);
                row.Utf8("{}"u8);
            };
        }
    }

    private static async Task<SeedStage> StageAsync(NpgsqlConnection connection, string name, string copy, IEnumerable<Action<RawCopyBuffer>> rows, CancellationToken cancellation)
    {
        using var buffer = new RawCopyBuffer(BatchBytes);
        var began = Stopwatch.GetTimestamp();
        var (count, told) = (0L, 0L);
        foreach (var write in rows)
        {
            write(buffer);
            if (buffer.Bytes < BatchBytes - 4096) continue;
            await FlushAsync();
            if (count - told < 1_000_000) continue;
            told = count;
            Report.Say(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {name}, {count / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} a second"));
        }

        await FlushAsync();
        var stage = new SeedStage(name, count, Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 1));
        Report.Say(stage.ToString());
        return stage;

        async Task FlushAsync()
        {
            count += buffer.Rows;
            await RawCopy.WriteAsync(connection, copy, buffer, cancellation);
            buffer.Clear();
        }
    }

    private static string[] Ids(int count, Func<int, string> id) => [.. Enumerable.Range(0, count).Select(id)];

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[][] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
