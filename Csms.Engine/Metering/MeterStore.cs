using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Metering;

/// <summary>Reads meter values from the store. Writing is the journal's alone.</summary>
public sealed class MeterStore(NpgsqlDataSource database)
{
    /// <summary>The series of a session over all of its time.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="buckets">Pixels of the chart; each series has at most twice as many points.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<MeterSeries> SeriesAsync(SessionId session, int buckets, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT at, kinds, vals FROM csms.meter_values WHERE session_id = $1 ORDER BY at, key");
        command.Parameters.Bigint(session.Value);
        var builder = new MeterSeriesBuilder();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            builder.Add(reader.GetFieldValue<DateTimeOffset>(0), reader.GetFieldValue<short[]>(1), reader.GetFieldValue<double[]>(2));
        }

        return builder.Build(buckets);
    }
}
