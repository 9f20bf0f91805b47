using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// How readings without a believable time are written: the first one takes an instant for what the station said, a repeat finds it there.
/// They are few, so each is written by itself.
/// </summary>
internal static class UnclockedSql
{
    /// <summary>How long a repeat is recognised, days: longer than any station keeps readings of an idle outlet.</summary>
    public const int RememberedDays = 30;

    private const string Take =
        "INSERT INTO csms.unclocked_readings (station_key, evse_id, said_at, key, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

    private const string Taken = "FROM csms.unclocked_readings u WHERE u.station_key = $1 AND u.evse_id = $2 AND u.said_at = $3 AND u.key = $4 ON CONFLICT DO NOTHING";

    private const string Values =
        $"""
        INSERT INTO csms.meter_values (at, received_at, key, station_key, evse_id, context, kinds, vals)
        SELECT u.at, $5, u.key, u.station_key, u.evse_id, $6, $7, $8 {Taken}
        """;

    private const string Raw =
        $"""
        INSERT INTO csms.raw_samples (at, received_at, key, station_key, evse_id, context, measurand, phase, unit, value, encoding, signing_method, public_key)
        SELECT u.at, $5, $6, u.station_key, u.evse_id, $7, $8, $9, $10, $11, $12, $13, $14 {Taken}
        """;

    /// <summary>Adds the statements of all such readings of a batch.</summary>
    public static void Add(NpgsqlBatch statements, IReadOnlyList<UnclockedRow> rows)
    {
        foreach (var row in rows)
        {
            Add(statements, Take, row).Timestamp(row.At);
            if (row.Values.Length > 0)
            {
                Add(statements, Values, row).Timestamp(row.ReceivedAt).Smallint(row.Context)
                    .Smallints(row.Values.Select(value => value.Kind.Code)).Doubles(row.Values.Select(value => value.Value));
            }

            foreach (var raw in row.Raw)
            {
                Add(statements, Raw, row).Timestamp(raw.ReceivedAt).Bigint(raw.Key).Smallint(raw.Context)
                    .Text(raw.Measurand).Text(raw.Phase).Text(raw.Unit).Text(raw.Value).Text(raw.Encoding).Text(raw.SigningMethod).Text(raw.PublicKey);
            }
        }
    }

    private static NpgsqlParameterCollection Add(NpgsqlBatch statements, string sql, UnclockedRow row)
    {
        var command = new NpgsqlBatchCommand(sql);
        statements.BatchCommands.Add(command);
        return command.Parameters.Integer(row.StationKey).Smallint((short)row.EvseId).Timestamp(row.SaidAt).Bigint(row.Key);
    }
}
