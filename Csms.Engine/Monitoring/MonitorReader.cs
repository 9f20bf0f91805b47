using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Monitoring;

/// <summary>Monitors and events of stations, as screens and programs read them.</summary>
public sealed class MonitorReader
{
    private readonly NpgsqlDataSource _database;
    private readonly MonitorBook _book;
    private readonly EventLog _log;
    private readonly TimeProvider _time;

    internal MonitorReader(NpgsqlDataSource database, MonitorBook book, EventLog log, TimeProvider time) => (_database, _book, _log, _time) = (database, book, log, time);

    /// <summary>The monitors of a station as it reported and accepted them; null: nothing is known.</summary>
    public StationMonitors? Monitors(StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return _book.Find(station.Id).Told(_time.GetUtcNow());
    }

    /// <summary>
    /// What a station said of its variables, newest first; what came before the call is included. An event without a severity has that of its monitor, also where the
    /// monitor became known behind it.
    /// </summary>
    /// <param name="station">Which.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<StationEvent>> EventsAsync(StationState station, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        await _log.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            """
            SELECT at, received_at, component, variable, component_instance, evse_id, connector_id, variable_instance, value, trigger, cleared, tech_code, tech_info, monitor_id, severity
            FROM csms.station_events WHERE station_key = $1 ORDER BY received_at DESC, sequence DESC LIMIT $2
            """);
        command.Parameters.Integer(station.Key).Integer(limit);
        var events = new List<StationEvent>();
        var monitors = _book.Find(station.Id).Monitors;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var address = new VariableAddress(reader.GetString(2), reader.GetString(3), reader.TextOrNull(4), reader.IntegerOrNull(5), reader.IntegerOrNull(6), reader.TextOrNull(7));
            var monitor = reader.IntegerOrNull(13) is { } id && monitors.GetValueOrDefault(id) is { } known && known.Address.Equals(address) ? known : null;
            events.Add(new StationEvent(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<DateTimeOffset>(1), address, reader.GetString(8), reader.GetString(9), reader.GetBoolean(10),
                reader.TextOrNull(11), reader.TextOrNull(12), reader.IntegerOrNull(13), reader.IntegerOrNull(14) ?? monitor?.Severity));
        }

        return events;
    }
}
