using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Csms.Simulator.Demo;
using Csms.Simulator.Demo.Past;
using Csms.Simulator.Station;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Csms.Console.Demo;

/// <summary>
/// Gives the demo network the days before today, once, in an empty database: comparisons, timelines and lists have something to show from the
/// first minute. Its raw messages are not invented: what stands in the log of messages was sent.
/// </summary>
internal sealed partial class DemoPast(IOptions<DemoOptions> options, TimeProvider time, ILogger<DemoPast> logger) : IFirstData
{
    /// <summary>More stations than these have no past: a start is to take seconds.</summary>
    private const int MostStations = 60;

    private static readonly short[] _acKinds = [new MeterKind(Measurand.EnergyActiveImportRegister).Code, new MeterKind(Measurand.PowerActiveImport).Code];
    private static readonly short[] _dcKinds = [.. _acKinds, new MeterKind(Measurand.SoC).Code];

    /// <inheritdoc/>
    public async Task WriteAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (options.Value is not { Stations: > 0, PastDays: > 0 }) return;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using (var empty = new NpgsqlCommand("SELECT NOT EXISTS (SELECT FROM csms.sessions) AND NOT EXISTS (SELECT FROM csms.stations)", connection))
        {
            if (!(bool)(await empty.ExecuteScalarAsync(cancellation))!) return;
        }

        var began = time.GetTimestamp();
        var until = time.GetUtcNow();
        var sites = DemoPlan.Sites(options.Value.Stations);
        // As many of every site.
        var stations = sites.SelectMany(site => site.Stations.Take(Math.Max(1, MostStations / sites.Count))).ToList();
        var plan = PastPlan.Make(stations, until.AddDays(-options.Value.PastDays), until, TimeZoneInfo.TryFindSystemTimeZoneById(DemoHost.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await EnterAsync(connection, sites, cancellation);
        var keys = await EnterAsync(connection, stations, cancellation);
        var numbers = await NumbersAsync(connection, plan.Sessions.Count, cancellation);
        await SessionsAsync(connection, plan, keys, numbers, cancellation);
        await EventsAsync(connection, plan, numbers, cancellation);
        await ReadingsAsync(connection, plan, keys, numbers, cancellation);
        await PaymentsAsync(connection, DemoPlan.WithTerminal(sites), cancellation);
        await StatesAsync(connection, plan, keys, cancellation);
        await LinksAsync(connection, plan, keys, until.AddDays(-options.Value.PastDays), until, cancellation);
        await PowerAsync(connection, PastPower.ByMinute(plan), cancellation);
        await transaction.CommitAsync(cancellation);
        LogWritten(plan.Sessions.Count, options.Value.PastDays, time.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Where the meters stand, Wh, by station and EVSE: they go on counting there.</summary>
    internal static async Task<Dictionary<(string Station, int Evse), long>> RegistersAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT station_id, evse_id::int, max(coalesce(meter_stop_wh, meter_start_wh + coalesce(energy_wh, 0))) FROM csms.sessions WHERE evse_id > 0 AND meter_start_wh IS NOT NULL GROUP BY 1, 2");
        var registers = new Dictionary<(string, int), long>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) registers.Add((reader.GetString(0), reader.GetInt32(1)), reader.GetInt64(2));
        return registers;
    }

    private static async Task EnterAsync(NpgsqlConnection connection, IReadOnlyList<DemoSite> sites, CancellationToken cancellation)
    {
        foreach (var site in sites)
        {
            await using var command = new NpgsqlCommand("INSERT INTO csms.sites (id, name, time_zone, latitude, longitude, address, grid_limit_w) VALUES ($1, $2, $3, $4, $5, $6, $7)", connection);
            var entered = DemoHost.SiteOf(site);
            Add(command, entered.Id, entered.Name, entered.TimeZone, entered.Latitude, entered.Longitude, entered.Address, entered.GridLimitW);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>The stations' compact numbers.</summary>
    private static async Task<Dictionary<string, int>> EnterAsync(NpgsqlConnection connection, IReadOnlyList<DemoStation> stations, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO csms.stations (id, name, site_id, ocpp_version, vendor, model, firmware)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) RETURNING id, key
            """,
            connection);
        Add(command, All(station => station.Id), All(station => station.Name), All(station => station.SiteCode), All(station => VersionOf(station.Model)),
            All(station => station.Model.Vendor), All(station => station.Model.Name), All(station => station.Model.Firmware));
        var keys = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetString(0), reader.GetInt32(1));
        return keys;

        string[] All(Func<DemoStation, string> of) => [.. stations.Select(of)];
    }

    private static void Add(NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
    }

    private static string VersionOf(DemoModel model) => model.Version switch { OcppVersion.V16 => "1.6", OcppVersion.V201 => "2.0.1", _ => "2.1" };

    /// <summary>A number for each session, oldest first; the engine's own follow.</summary>
    private static async Task<List<long>> NumbersAsync(NpgsqlConnection connection, int count, CancellationToken cancellation)
    {
        var numbers = new List<long>(count);
        while (numbers.Count < count)
        {
            await using var command = new NpgsqlCommand("SELECT nextval('csms.session_ids')", connection);
            var first = (long)(await command.ExecuteScalarAsync(cancellation))!;
            for (var number = first; number < first + Engine.Stations.SessionNumbers.Block && numbers.Count < count; number++) numbers.Add(number);
        }
        return numbers;
    }

    private static async Task SessionsAsync(NpgsqlConnection connection, PastPlan plan, Dictionary<string, int> keys, List<long> numbers, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync(
            """
            COPY csms.sessions (id, station_key, station_id, evse_id, connector_id, transaction_id, id_token, token_type, group_id, state, started_at, ended_at, received_at,
                meter_start_wh, meter_stop_wh, energy_wh, stop_reason, start_key, detail, updated_at) FROM STDIN (FORMAT BINARY)
            """,
            cancellation);
        foreach (var (session, number) in plan.Sessions.Zip(numbers))
        {
            var id = number.ToString(CultureInfo.InvariantCulture);
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(number, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(keys[session.Station.Id], NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync(session.Station.Id, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync((short)session.EvseId, NpgsqlDbType.Smallint, cancellation);
            await rows.WriteAsync((short)1, NpgsqlDbType.Smallint, cancellation);
            await rows.WriteAsync(id, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(session.Token.Value, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(session.Token.Type, NpgsqlDbType.Text, cancellation);
            await TextAsync(rows, session.Token.Group, cancellation);
            await rows.WriteAsync("completed", NpgsqlDbType.Text, cancellation);
            await TimeAsync(rows, session.StartedAt, cancellation);
            await TimeAsync(rows, session.EndedAt, cancellation);
            await TimeAsync(rows, session.StartedAt, cancellation);
            await rows.WriteAsync(session.Readings[0].RegisterWh, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(session.Readings[^1].RegisterWh, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(session.EnergyWh, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(session.StopReason, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("demo-" + id, NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync("""{"startSeen":true,"endSeen":true,"verdict":"Accepted","firstSequence":-1,"lastSequence":-1}""", NpgsqlDbType.Jsonb, cancellation);
            await TimeAsync(rows, session.EndedAt, cancellation);
        }
        await rows.CompleteAsync(cancellation);
    }

    private static async Task EventsAsync(NpgsqlConnection connection, PastPlan plan, List<long> numbers, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("COPY csms.session_events (session_id, key, kind, at, received_at, trigger, charging_state) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var (session, number) in plan.Sessions.Zip(numbers))
        {
            await EventAsync(number, 0, 1, session.StartedAt, "Authorized", "EVConnected");
            if (session.EnergyWh > 0) await EventAsync(number, 1, 2, session.StartedAt.AddSeconds(4), "ChargingStateChanged", "Charging");
            if (session.FullAt is { } full && full < session.EndedAt) await EventAsync(number, 2, 2, full, "ChargingStateChanged", "SuspendedEV");
            await EventAsync(number, 3, 3, session.EndedAt, session.StopReason switch { "Remote" => "RemoteStop", "Local" => "StopAuthorized", "Reboot" => "AbnormalCondition", _ => "EVDeparted" }, null);
        }
        await rows.CompleteAsync(cancellation);

        async Task EventAsync(long number, long key, short kind, DateTimeOffset at, string trigger, string? state)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(number, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(key, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(kind, NpgsqlDbType.Smallint, cancellation);
            await TimeAsync(rows, at, cancellation);
            await TimeAsync(rows, at, cancellation);
            await rows.WriteAsync(trigger, NpgsqlDbType.Text, cancellation);
            await TextAsync(rows, state, cancellation);
        }
    }

    private static async Task ReadingsAsync(NpgsqlConnection connection, PastPlan plan, Dictionary<string, int> keys, List<long> numbers, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("COPY csms.meter_values (at, received_at, session_id, key, station_key, evse_id, context, kinds, vals) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var (session, number) in plan.Sessions.Zip(numbers))
        {
            for (var place = 0; place < session.Readings.Count; place++)
            {
                var reading = session.Readings[place];
                var context = place == 0 ? SampleContext.TransactionBegin : place == session.Readings.Count - 1 ? SampleContext.TransactionEnd : SampleContext.SamplePeriodic;
                await rows.StartRowAsync(cancellation);
                await TimeAsync(rows, reading.At, cancellation);
                await TimeAsync(rows, reading.At, cancellation);
                await rows.WriteAsync(number, NpgsqlDbType.Bigint, cancellation);
                await rows.WriteAsync((long)place, NpgsqlDbType.Bigint, cancellation);
                await rows.WriteAsync(keys[session.Station.Id], NpgsqlDbType.Integer, cancellation);
                await rows.WriteAsync((short)session.EvseId, NpgsqlDbType.Smallint, cancellation);
                await rows.WriteAsync((short)context, NpgsqlDbType.Smallint, cancellation);
                await rows.WriteAsync(reading.Soc is null ? _acKinds : _dcKinds, NpgsqlDbType.Array | NpgsqlDbType.Smallint, cancellation);
                await rows.WriteAsync(reading.Soc is { } soc ? new[] { reading.RegisterWh, reading.PowerW, soc } : [reading.RegisterWh, reading.PowerW], NpgsqlDbType.Array | NpgsqlDbType.Double, cancellation);
            }
        }
        await rows.CompleteAsync(cancellation);
    }

    private static async Task StatesAsync(NpgsqlConnection connection, PastPlan plan, Dictionary<string, int> keys, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("COPY csms.evse_states (station_key, evse_id, connector_id, at, received_at, status, error_code) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var state in PastStates.Of(plan))
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(keys[state.Station.Id], NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync((short)state.EvseId, NpgsqlDbType.Smallint, cancellation);
            await rows.WriteAsync((short)1, NpgsqlDbType.Smallint, cancellation);
            await TimeAsync(rows, state.At, cancellation);
            await TimeAsync(rows, state.At, cancellation);
            await rows.WriteAsync(state.Status, NpgsqlDbType.Text, cancellation);
            await TextAsync(rows, state.Error, cancellation);
        }
        await rows.CompleteAsync(cancellation);
    }

    private static async Task LinksAsync(NpgsqlConnection connection, PastPlan plan, Dictionary<string, int> keys, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("COPY csms.link_states (station_key, at, online, reason) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var key in keys.Values)
        {
            await LinkAsync(key, from, null);
            await LinkAsync(key, until, LinkEnd.Lost);
        }
        foreach (var outage in plan.Outages.Where(outage => outage.EvseId is null))
        {
            await LinkAsync(keys[outage.Station.Id], outage.From, LinkEnd.Lost);
            await LinkAsync(keys[outage.Station.Id], outage.To, null);
        }
        await rows.CompleteAsync(cancellation);

        async Task LinkAsync(int key, DateTimeOffset at, LinkEnd? end)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(key, NpgsqlDbType.Integer, cancellation);
            await TimeAsync(rows, at, cancellation);
            await rows.WriteAsync(end is null, NpgsqlDbType.Boolean, cancellation);
            await TextAsync(rows, end is { } why ? Statement.Of(why).ToStored() : null, cancellation);
        }
    }

    private static async Task PowerAsync(NpgsqlConnection connection, IEnumerable<PastPower> minutes, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("COPY csms.power_minutes (site_id, at, power_w) FROM STDIN (FORMAT BINARY)", cancellation);
        foreach (var minute in minutes)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(minute.SiteCode, NpgsqlDbType.Text, cancellation);
            await TimeAsync(rows, minute.At, cancellation);
            await rows.WriteAsync(minute.PowerW, NpgsqlDbType.Bigint, cancellation);
        }
        await rows.CompleteAsync(cancellation);
    }

    private static Task TimeAsync(NpgsqlBinaryImporter rows, DateTimeOffset at, CancellationToken cancellation) => rows.WriteAsync(at.UtcDateTime, NpgsqlDbType.TimestampTz, cancellation);

    private static Task TextAsync(NpgsqlBinaryImporter rows, string? text, CancellationToken cancellation) =>
        text is null ? rows.WriteNullAsync(cancellation) : rows.WriteAsync(text, NpgsqlDbType.Text, cancellation);

    [LoggerMessage(6001, LogLevel.Information, "The demo network has a past: {Sessions} sessions of {Days} days, in {Seconds:0.0} s")]
    private partial void LogWritten(int sessions, int days, double seconds);
}
