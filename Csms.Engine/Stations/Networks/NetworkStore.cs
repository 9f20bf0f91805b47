using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>
    /// Whether the station has a certificate for its connection with us that is valid now: it has connected with one, or has taken one that was signed for it
    /// (A02, A03), by itself or by a command that a person gave.
    /// </summary>
    public async Task<bool> HasCertificateAsync(StationState station, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            """
            SELECT true, NULL FROM csms.client_certificates WHERE station_key = $1 AND not_after > $3
            UNION ALL
            SELECT false, chain FROM csms.certificate_signings WHERE station_key = $1 AND state = 'Done' AND chain IS NOT NULL AND coalesce(use, $4) = $4
            UNION ALL
            (SELECT false, body ->> 'certificateChain' FROM csms.commands
             WHERE station_id = $2 AND action = 'CertificateSigned' AND response ->> 'status' = 'Accepted' AND coalesce(body ->> 'certificateType', $4) = $4
             ORDER BY queued_at DESC LIMIT 20)
            """);
        sql.Parameters.Integer(station.Key).Text(station.Id.Value).Timestamp(now).Text("ChargingStationCertificate");
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            if (reader.GetBoolean(0) || (reader.TextOrNull(1) is { } chain && IsValid(chain, now))) return true;
        return false;
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

    /// <summary>Of a chain the first is the station's own.</summary>
    private static bool IsValid(string chain, DateTimeOffset now)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(chain);
            return leaf.NotBefore.ToUniversalTime() <= now && now < leaf.NotAfter.ToUniversalTime();
        }
        catch (CryptographicException)
        {
            return false; // a person can have sent anything
        }
    }
}
