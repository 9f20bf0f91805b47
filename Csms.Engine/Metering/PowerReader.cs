using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Metering;

/// <summary>Power of a station's EVSEs over time, from the samples of its sessions.</summary>
public sealed class PowerReader(NpgsqlDataSource database)
{
    /// <summary>Active import power of each EVSE, W, from a time until before another, oldest first, thinned to one point a step; none: an EVSE is not there.</summary>
    public async Task<IReadOnlyDictionary<int, List<(DateTimeOffset At, double? PowerW)>>> ReadAsync(StationId station, DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
    {
        // A sample's place in kinds is its place in vals; phases are summed where no total is given.
        await using var command = database.CreateCommand(
            """
            SELECT m.evse_id, m.at, m.kinds, m.vals FROM csms.sessions s JOIN csms.meter_values m ON m.session_id = s.id
            WHERE s.station_id = $1 AND s.started_at >= $2 - interval '3 days' AND (s.ended_at IS NULL OR s.ended_at >= $2) AND s.started_at < $3 AND m.at >= $2 AND m.at < $3 ORDER BY m.evse_id, m.at
            """);
        command.Parameters.Text(station.Value).Timestamp(from).Timestamp(to);
        var evses = new SortedDictionary<int, List<(DateTimeOffset, double?)>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (PowerOf(reader.GetFieldValue<short[]>(2), reader.GetFieldValue<double[]>(3)) is not { } watts) continue;
            var evse = reader.GetInt16(0);
            if (!evses.TryGetValue(evse, out var points)) evses.Add(evse, points = []);
            var at = reader.GetFieldValue<DateTimeOffset>(1);
            if (points.Count > 0 && points[^1].Item1 is var last && at - last < step) continue;
            // A long silence is a gap: between sessions nothing was measured.
            if (points.Count > 0 && at - points[^1].Item1 > TimeSpan.FromMinutes(5)) points.Add((points[^1].Item1.AddSeconds(1), null));
            points.Add((at, watts));
        }
        return evses.ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private static double? PowerOf(short[] kinds, double[] values)
    {
        double? phases = null;
        for (var i = 0; i < kinds.Length && i < values.Length; i++)
        {
            var kind = new MeterKind(kinds[i]);
            if (kind.Measurand != Measurand.PowerActiveImport || kind.Location is MeterLocation.Inlet or MeterLocation.Upstream) continue;
            if (kind.Phase == Phase.None) return values[i];
            if (kind.Phase is Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N) phases = (phases ?? 0) + values[i];
        }
        return phases;
    }
}
