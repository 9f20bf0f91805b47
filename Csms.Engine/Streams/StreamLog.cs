using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Streams;

/// <summary>The values of periodic event streams, written behind: encoded by whoever appends, sent by COPY within half a second.</summary>
internal sealed class StreamLog : WriteBehind<StreamBatch>, IQueueGauge
{
    private const string Copy = "COPY csms.stream_values (at, received_at, station_key, stream, sequence, value, number) FROM STDIN (FORMAT BINARY)";

    private static readonly WriteBehindLimits Limits = new(TimeSpan.FromMilliseconds(500), 512 * 1024, 32L * 1024 * 1024, TimeSpan.FromSeconds(1));

    private readonly NpgsqlDataSource _database;
    private long _sequence;

    public StreamLog(NpgsqlDataSource database, TimeProvider time, ILogger<StreamLog> logger) : this(database, time, logger, Limits)
    {
    }

    internal StreamLog(NpgsqlDataSource database, TimeProvider time, ILogger<StreamLog> logger, WriteBehindLimits limits) : base("The log of stream values", limits, time, logger)
    {
        _database = database;
        _sequence = time.GetUtcNow().UtcTicks; // above whatever an earlier run gave
    }

    QueueHealth IQueueGauge.Health => Health("streams");

    /// <summary>Takes in values of one stream, the oldest first.</summary>
    public void Append(int stationKey, int stream, IEnumerable<StreamValue> values, DateTimeOffset baseTime, DateTimeOffset receivedAt)
    {
        lock (Gate)
        {
            foreach (var value in values)
            {
                var row = Current.Values;
                row.BeginRow(7);
                row.Timestamp(StreamTimes.Of(baseTime, value.OffsetSeconds, receivedAt));
                row.Timestamp(receivedAt);
                row.Int32(stationKey);
                row.Int32(stream);
                row.Int64(++_sequence);
                row.Text(value.Value);
                row.Float8(NumberOf(value.Value));
                Appended();
            }
        }
    }

    /// <summary>The value as a number; null when it is none that can be drawn.</summary>
    public static double? NumberOf(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    protected override async Task WriteAsync(StreamBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await RawCopy.WriteAsync(connection, Copy, batch.Values, cancellationToken);
    }
}
