using System.Text.Json.Nodes;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Stations.Networks;

/// <summary>SQL of network connection profiles and of raises of the security profile.</summary>
internal sealed class NetworkStore(NpgsqlDataSource database)
{
    public async Task PutAsync(int stationKey, NetworkProfile profile, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.network_profiles (station_key, slot, data, at, actor) SELECT key, $2, $3, $4, $5 FROM csms.stations WHERE key = $1
            ON CONFLICT (station_key, slot) DO UPDATE SET data = excluded.data, at = excluded.at, actor = excluded.actor
            """);
        sql.Parameters.Integer(stationKey).Integer(profile.Slot).Jsonb(profile.Data.ToJsonString()).Timestamp(profile.At).Text(profile.Actor ?? "");
        await sql.ExecuteNonQueryAsync(cancellation);
    }

    public async Task<List<NetworkProfile>> ProfilesAsync(int stationKey, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT slot, data::text, at, actor FROM csms.network_profiles WHERE station_key = $1 ORDER BY slot");
        sql.Parameters.Integer(stationKey);
        var profiles = new List<NetworkProfile>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) profiles.Add(new NetworkProfile(reader.GetInt32(0), (JsonObject)JsonNode.Parse(reader.GetString(1))!, reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3)));
        return profiles;
    }

    /// <summary>Whether the station has ever taken a certificate that was signed for it (A02, A03).</summary>
    public async Task<bool> HasCertificateAsync(string station, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT EXISTS (SELECT FROM csms.commands WHERE station_id = $1 AND action = 'CertificateSigned' AND response ->> 'status' = 'Accepted')");
        sql.Parameters.Text(station);
        return (bool)(await sql.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<Dictionary<int, ProfileRaise>> RaisesAsync(CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand("SELECT station_key, state, from_profile, target, url, slot, begun_at, until_at, ended_at, actor, fault, answer FROM csms.profile_raises");
        var raises = new Dictionary<int, ProfileRaise>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            raises[reader.GetInt32(0)] = new ProfileRaise(
                Enum.Parse<ProfileRaiseState>(reader.GetString(1)), reader.GetInt32(2), reader.GetInt32(3), reader.TextOrNull(4), reader.IntegerOrNull(5), reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetString(9), reader.TimestampOrNull(8), reader.TextOrNull(10) is { } fault ? Enum.Parse<ProfileRaiseFault>(fault) : null, reader.TextOrNull(11));
        }

        return raises;
    }

    /// <summary>Writes one. A station that is no more takes nothing.</summary>
    public async Task SaveAsync(int stationKey, ProfileRaise raise, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            INSERT INTO csms.profile_raises (station_key, state, from_profile, target, url, slot, begun_at, until_at, ended_at, actor, fault, answer)
            SELECT key, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 FROM csms.stations WHERE key = $1
            ON CONFLICT (station_key) DO UPDATE SET state = excluded.state, from_profile = excluded.from_profile, target = excluded.target, url = excluded.url, slot = excluded.slot,
                begun_at = excluded.begun_at, until_at = excluded.until_at, ended_at = excluded.ended_at, actor = excluded.actor, fault = excluded.fault, answer = excluded.answer
            """);
        sql.Parameters.Integer(stationKey).Text(raise.State.ToString()).Integer(raise.From).Integer(raise.Target).Text(raise.Url).Integer(raise.Slot).Timestamp(raise.BegunAt).Timestamp(raise.Until)
            .Timestamp(raise.EndedAt).Text(raise.Actor).Text(raise.Fault?.ToString()).Text(StationText.Storable(raise.Answer));
        await sql.ExecuteNonQueryAsync(cancellation);
    }
}
