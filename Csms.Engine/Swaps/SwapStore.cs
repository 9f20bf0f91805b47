using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Swaps;

/// <summary>Battery swaps in the database.</summary>
internal sealed class SwapStore(NpgsqlDataSource database)
{
    private const string Columns = """
        s.id, w.id, w.request_id, w.id_token, w.token_type, w.token_status, w.state, w.begun_at, w.in_at, w.out_at, w.timeout_at, w.told_at, w.ended_at, w.actor, w.reason_code, w.reason,
        w.batteries_in, w.batteries_out, w.batteries_left, w.revision
        """;

    /// <summary>Writes how a swap stands; an older state (<see cref="SwapSteps.IsNewer"/>) never takes the place of a newer one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, BatterySwap swap, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.battery_swaps AS w (id, station_key, request_id, id_token, token_type, token_status, state, begun_at, in_at, out_at, timeout_at, told_at, ended_at, actor, reason_code, reason,
                batteries_in, batteries_out, batteries_left, serials, revision)
            SELECT $1, s.key, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21 FROM csms.stations s WHERE s.key = $2
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, in_at = excluded.in_at, out_at = excluded.out_at, timeout_at = excluded.timeout_at, told_at = excluded.told_at,
                ended_at = excluded.ended_at, actor = excluded.actor, reason_code = excluded.reason_code, reason = excluded.reason, batteries_in = excluded.batteries_in,
                batteries_out = excluded.batteries_out, batteries_left = excluded.batteries_left, serials = excluded.serials, revision = excluded.revision
            WHERE excluded.revision > w.revision OR (excluded.revision = w.revision AND w.state = 'Lapsed' AND excluded.state <> 'Lapsed')
            """);
        sql.Parameters.Uuid(swap.Id).Integer(stationKey).Integer(swap.RequestId).Text(StationText.Storable(swap.IdToken)).Text(StationText.Storable(swap.IdTokenType)).Text(swap.TokenStatus).Text(swap.State.ToString())
            .Timestamp(swap.BegunAt).Timestamp(swap.InAt).Timestamp(swap.OutAt).Timestamp(swap.TimeoutAt).Timestamp(swap.ToldAt).Timestamp(swap.EndedAt).Text(swap.Actor)
            .Text(StationText.Storable(swap.ReasonCode)).Text(StationText.Storable(swap.Reason)).Jsonb(Json(swap.In)).Jsonb(Json(swap.Out)).Jsonb(Json(swap.Left))
            .Texts(swap.Serials.Select(serial => StationText.Storable(serial.ToUpperInvariant())!)).Integer(swap.Revision);
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The last of which something was told since an instant, as many as are held in memory, oldest first; of some stations, by their compact number, or of all.</summary>
    public async Task<IReadOnlyList<BatterySwap>> RecentAsync(IReadOnlyCollection<int>? stationKeys, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
            SELECT {Columns} FROM csms.stations s
            CROSS JOIN LATERAL (SELECT * FROM csms.battery_swaps WHERE station_key = s.key AND told_at >= $1 ORDER BY told_at DESC LIMIT {StationSwaps.Most}) w
            WHERE $2::int[] IS NULL OR s.key = ANY($2) ORDER BY w.begun_at, w.id
            """);
        sql.Parameters.Timestamp(since).Integers(stationKeys);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Stations that ever told a swap, by their compact number.</summary>
    public async Task<IReadOnlySet<int>> StationsAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT s.key FROM csms.stations s WHERE EXISTS (SELECT FROM csms.battery_swaps w WHERE w.station_key = s.key)");
        var keys = new HashSet<int>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) keys.Add(reader.GetInt32(0));
        return keys;
    }

    /// <summary>Whether a station has told that it swaps batteries: it has a BatterySwapCtrlr (2.1 part 2, appendices).</summary>
    public async Task<bool> SaysThatItSwapsAsync(int stationKey, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT EXISTS (SELECT FROM csms.variables WHERE station_key = $1 AND lower(component) = 'batteryswapctrlr' AND mutability IS DISTINCT FROM 'Gone')");
        sql.Parameters.Integer(stationKey);
        return await sql.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<BatterySwap>> ListAsync(SwapQuery query, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"""
            SELECT {Columns} FROM csms.battery_swaps w JOIN csms.stations s ON s.key = w.station_key
            WHERE ($1::text IS NULL OR s.id = $1) AND ($2::text IS NULL OR upper(w.id_token) = $2) AND ($3::text IS NULL OR w.state = $3) AND ($4::text IS NULL OR w.serials @> ARRAY[$4])
                AND ($5::timestamptz IS NULL OR w.begun_at >= $5) AND ($6::timestamptz IS NULL OR w.begun_at < $6) AND ($7::text[] IS NULL OR s.site_id = ANY($7))
                AND ($8::timestamptz IS NULL OR (w.begun_at, w.id) < ($8, $9::uuid))
            ORDER BY w.begun_at DESC, w.id DESC LIMIT $10
            """);
        sql.Parameters.Text(query.Station).Text(query.IdToken?.ToUpperInvariant()).Text(query.State?.ToString()).Text(query.Battery?.ToUpperInvariant()).Timestamp(query.From).Timestamp(query.To)
            .Texts(query.Sites).Timestamp(query.After?.BegunAt).Uuid(query.After?.Id).Integer(query.Limit);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>One, or null.</summary>
    public async Task<BatterySwap?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} FROM csms.battery_swaps w JOIN csms.stations s ON s.key = w.station_key WHERE w.id = $1");
        sql.Parameters.Uuid(id);
        return await ReadAsync(sql, cancellation) is [var found, ..] ? found : null;
    }

    private static string Json(ImmutableArray<SwapBattery> batteries) => StationText.StorableJson(JsonSerializer.Serialize(batteries))!;

    private static async Task<IReadOnlyList<BatterySwap>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var swaps = new List<BatterySwap>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            swaps.Add(new BatterySwap
            {
                Station = StationId.Parse(reader.GetString(0)),
                Id = reader.GetGuid(1),
                RequestId = reader.GetInt32(2),
                IdToken = reader.GetString(3),
                IdTokenType = reader.GetString(4),
                TokenStatus = reader.TextOrNull(5),
                State = Enum.Parse<SwapState>(reader.GetString(6)),
                BegunAt = reader.GetFieldValue<DateTimeOffset>(7),
                InAt = reader.TimestampOrNull(8),
                OutAt = reader.TimestampOrNull(9),
                TimeoutAt = reader.TimestampOrNull(10),
                ToldAt = reader.GetFieldValue<DateTimeOffset>(11),
                EndedAt = reader.TimestampOrNull(12),
                Actor = reader.TextOrNull(13),
                ReasonCode = reader.TextOrNull(14),
                Reason = reader.TextOrNull(15),
                In = Batteries(reader.GetString(16)),
                Out = Batteries(reader.GetString(17)),
                Left = Batteries(reader.GetString(18)),
                Revision = reader.GetInt32(19),
            });
        }

        return swaps;
    }

    private static ImmutableArray<SwapBattery> Batteries(string json) => [.. JsonSerializer.Deserialize<List<SwapBattery>>(json) ?? []];
}
