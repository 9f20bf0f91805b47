using Csms.Engine.Events;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Monitoring;

/// <summary>Events of monitored variables, written behind: encoded by whoever appends, sent by COPY within half a second.</summary>
internal sealed class EventLog : WriteBehind<EventBatch>, IQueueGauge
{
    private const string Copy = """
        COPY csms.station_events (received_at, at, station_key, sequence, component, component_instance, evse_id, connector_id, variable, variable_instance, value, trigger, cleared,
            tech_code, tech_info, monitor_id, severity) FROM STDIN (FORMAT BINARY)
        """;

    private static readonly WriteBehindLimits Limits = new(TimeSpan.FromMilliseconds(500), 512 * 1024, 16L * 1024 * 1024, TimeSpan.FromSeconds(1));

    private readonly NpgsqlDataSource _database;
    private long _sequence;

    public EventLog(NpgsqlDataSource database, TimeProvider time, ILogger<EventLog> logger) : base("The log of events", Limits, time, logger)
    {
        _database = database;
        _sequence = time.GetUtcNow().UtcTicks; // above whatever an earlier run gave
    }

    QueueHealth IQueueGauge.Health => Health("events");

    /// <summary>Takes in events of one message, in its order, each with its severity.</summary>
    public void Append(int stationKey, IEnumerable<(DeviceEvent Event, int? Severity)> events, DateTimeOffset receivedAt)
    {
        lock (Gate)
        {
            foreach (var (told, severity) in events)
            {
                var row = Current.Events;
                row.BeginRow(17);
                row.Timestamp(receivedAt);
                row.Timestamp(told.At);
                row.Int32(stationKey);
                row.Int64(++_sequence);
                row.Text(told.Component);
                row.Text(told.ComponentInstance);
                row.Int32(told.EvseId);
                row.Int32(told.ConnectorId);
                row.Text(told.Variable);
                row.Text(told.VariableInstance);
                row.Text(told.Value);
                row.Text(told.Trigger);
                row.Bool(told.Cleared);
                row.Text(told.TechCode);
                row.Text(told.TechInfo);
                row.Int32(told.MonitorId);
                row.Int32(severity);
                Appended();
            }
        }
    }

    protected override async Task WriteAsync(EventBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await RawCopy.WriteAsync(connection, Copy, batch.Events, cancellationToken);
    }
}
