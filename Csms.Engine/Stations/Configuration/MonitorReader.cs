using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Stations.Reports;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Stations.Configuration;

/// <summary>Monitors and events of stations, out of the raw log: known for as long as frames are kept.</summary>
public sealed class MonitorReader
{
    private readonly NpgsqlDataSource _database;
    private readonly RequestReader _requests;
    private readonly FrameLog _log;

    internal MonitorReader(NpgsqlDataSource database, RequestReader requests, FrameLog log) => (_database, _requests, _log) = (database, requests, log);

    /// <summary>The monitors of a station, as it answered the latest GetMonitoringReport; null: it was never asked.</summary>
    public async Task<StationMonitors?> MonitorsAsync(StationState station, CancellationToken cancellation) =>
        await _requests.LatestAsync(station, "GetMonitoringReport", cancellation) is var (progress, at)
            ? new StationMonitors(at, progress.IsComplete, [.. progress.Items.SelectMany(Monitors).DistinctBy(monitor => monitor.Id).OrderBy(monitor => monitor.Id)]) { Missing = progress.Missing, IsCut = progress.IsCut }
            : null;

    /// <summary>What a station said of its variables, newest first.</summary>
    /// <param name="station">Which.</param>
    /// <param name="messages">Most messages that are read; one may say several things.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<StationEvent>> EventsAsync(StationState station, int messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        await _log.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            "SELECT at, payload FROM csms.frames WHERE station_key = $1 AND direction = $2 AND action = 'NotifyEvent' AND message_type = 2 ORDER BY at DESC LIMIT $3");
        command.Parameters.Integer(station.Key).Smallint(FrameLog.In).Integer(messages);
        var events = new List<StationEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            events.AddRange(Events(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1)));
        }

        return events;
    }

    private static IEnumerable<StationMonitor> Monitors(JsonObject part) =>
        from item in Objects(part["monitor"])
        let address = VariableAddress.Of(item)
        where address is not null
        from monitor in Objects(item["variableMonitoring"])
        select new StationMonitor(
            Number(monitor["id"]) is { } id ? (int)id : 0, address, Word(monitor["type"]) ?? "", Number(monitor["value"]) ?? 0, (int)(Number(monitor["severity"]) ?? 9),
            monitor["transaction"]?.GetValueKind() == JsonValueKind.True, Word(monitor["eventNotificationType"]));

    private static List<StationEvent> Events(DateTimeOffset receivedAt, string payload)
    {
        JsonNode? told;
        try
        {
            told = JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return []; // kept in the raw log as it came
        }

        return
        [
            .. from item in Objects((told as JsonObject)?["eventData"])
               let address = VariableAddress.Of(item)
               where address is not null
               let at = Word(item["timestamp"]) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : receivedAt
               select new StationEvent(
                   at, receivedAt, address, Word(item["actualValue"]), Word(item["trigger"]) ?? "", item["cleared"]?.GetValueKind() == JsonValueKind.True,
                   Word(item["techCode"]), Word(item["techInfo"]), (int?)Number(item["variableMonitoringId"])),
        ];
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
