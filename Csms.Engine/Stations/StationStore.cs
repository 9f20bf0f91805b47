using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>Stations in the database: what people enter is written at once; what stations report is written behind (<see cref="IStationLog"/>).</summary>
public sealed class StationStore(NpgsqlDataSource database)
{
    private const string Entered = "id, key, name, site_id, registration, security_profile, password_hash, tariff_id, latitude, longitude, new_password_hashes";

    /// <summary>Every station with its connectors, without sessions; once, at start.</summary>
    public async Task<List<StationState>> LoadAsync(CancellationToken cancellation)
    {
        var connectors = await ConnectorsAsync(cancellation);
        var stations = new List<StationState>();
        await using var command = database.CreateCommand(
            $"""
             SELECT {Entered}, ocpp_version, vendor, model, serial, firmware, iccid, imsi, last_boot_at, last_boot_reason, last_seen_at,
                 last_disconnected_at, disconnect_reason
             FROM csms.stations
             """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetInt32(1);
            var state = new StationState
            {
                Id = StationId.Parse(reader.GetString(0)),
                Key = key,
                Profile = ProfileOf(reader),
                OcppVersion = reader.TextOrNull(11),
                Boot = reader.IsDBNull(12) ? null : new BootInfo(
                    string.Intern(reader.GetString(12)), string.Intern(reader.GetString(13)), reader.TextOrNull(14), Interned(reader.TextOrNull(15)),
                    reader.TextOrNull(16), reader.TextOrNull(17), reader.TimestampOrNull(18), reader.TextOrNull(19)),
                Link = LinkState.Unknown,
                LinkSince = reader.TimestampOrNull(21),
                LinkReason = Statement.Read<LinkEnd>(reader.TextOrNull(22)),
            };
            state.Pulse.LastSeenAt = reader.TimestampOrNull(20);
            stations.Add(connectors.TryGetValue(key, out var rows) ? WithConnectors(state, rows) : state);
        }

        return stations;
    }

    /// <summary>
    /// Links that were up when the engine ended without saying so (killed, power cut) ended when their station was last heard. Once, at start.
    /// </summary>
    public async Task EndLinksAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            WITH ended AS (
                UPDATE csms.stations SET last_disconnected_at = greatest(last_connected_at, last_seen_at), disconnect_reason = $1
                WHERE last_connected_at > coalesce(last_disconnected_at, '-infinity')
                RETURNING key, last_disconnected_at)
            INSERT INTO csms.link_states (station_key, at, online, reason) SELECT key, last_disconnected_at, false, $1 FROM ended
            """);
        command.Parameters.Text(Statement.Of(LinkEnd.EngineEnded).ToStored());
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Enters a station; null when its identity is taken.</summary>
    /// <returns>Its compact number.</returns>
    public async Task<int?> InsertAsync(StationId id, StationProfile profile, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.stations (id, name, site_id, registration, security_profile, password_hash, tariff_id, latitude, longitude, new_password_hashes, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING key
            """);
        Fill(command, id, profile);
        command.Parameters.Timestamp(now);
        return await command.ExecuteScalarAsync(cancellation) as int?;
    }

    /// <summary>Enters stations of which nothing is known but how they are registered; those whose identity is taken are passed over.</summary>
    /// <returns>Their compact numbers.</returns>
    public async Task<IReadOnlyDictionary<StationId, int>> InsertAsync(
        IReadOnlyCollection<(StationId Id, RegistrationStatus Registration)> stations, DateTimeOffset now, CancellationToken cancellation)
    {
        // In order, so that two nodes that enter the same stations wait for each other instead of blocking each other.
        await using var command = database.CreateCommand(
            """
            INSERT INTO csms.stations (id, registration, created_at)
            SELECT id, registration, $3 FROM unnest($1::text[], $2::text[]) AS x(id, registration) ORDER BY id
            ON CONFLICT (id) DO NOTHING RETURNING id, key
            """);
        command.Parameters.Texts(stations.Select(station => station.Id.Value)).Texts(stations.Select(station => station.Registration.ToString()))
            .Timestamp(now);
        var keys = new Dictionary<StationId, int>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            keys.Add(StationId.Parse(reader.GetString(0)), reader.GetInt32(1));
        }

        return keys;
    }

    /// <summary>Writes what people entered.</summary>
    public async Task UpdateAsync(StationId id, StationProfile profile, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            UPDATE csms.stations SET name = $2, site_id = $3, registration = $4, security_profile = $5, password_hash = $6, tariff_id = $7,
                latitude = $8, longitude = $9, new_password_hashes = $10
            WHERE id = $1
            """);
        Fill(command, id, profile);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Removes a station; its sessions and meter values stay.</summary>
    public async Task DeleteAsync(StationId id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("DELETE FROM csms.stations WHERE id = $1");
        command.Parameters.Text(id.Value);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What people have entered of these stations (null: of all), with their compact numbers.</summary>
    public async Task<IReadOnlyDictionary<StationId, (int Key, StationProfile Profile)>> ProfilesAsync(IReadOnlyCollection<StationId>? ids, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Entered} FROM csms.stations{(ids is null ? "" : " WHERE id = ANY($1)")}");
        if (ids is not null)
        {
            command.Parameters.Texts(ids.Select(id => id.Value));
        }

        var profiles = new Dictionary<StationId, (int, StationProfile)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            profiles.Add(StationId.Parse(reader.GetString(0)), (reader.GetInt32(1), ProfileOf(reader)));
        }

        return profiles;
    }

    private static StationProfile ProfileOf(NpgsqlDataReader reader) => new()
    {
        Name = reader.GetString(2),
        SiteId = reader.TextOrNull(3),
        Registration = Enum.Parse<RegistrationStatus>(reader.GetString(4)),
        SecurityProfile = reader.GetInt32(5),
        PasswordHash = reader.TextOrNull(6),
        TariffId = reader.TextOrNull(7),
        Position = GeoPosition.Of(reader.DoubleOrNull(8), reader.DoubleOrNull(9)),
        NewPasswordHashes = reader.TextOrNull(10),
    };

    private static void Fill(NpgsqlCommand command, StationId id, StationProfile profile)
    {
        command.Parameters.Text(id.Value).Text(profile.Name).Text(profile.SiteId).Text(profile.Registration.ToString())
            .Integer(profile.SecurityProfile).Text(profile.PasswordHash).Text(profile.TariffId).Double(profile.Position?.Latitude)
            .Double(profile.Position?.Longitude).Text(profile.NewPasswordHashes);
    }

    private async Task<Dictionary<int, List<ConnectorRow>>> ConnectorsAsync(CancellationToken cancellation)
    {
        var connectors = new Dictionary<int, List<ConnectorRow>>();
        await using var command = database.CreateCommand(
            "SELECT station_key, evse_id, connector_id, status, error_code, info, vendor_error, status_at, vendor_id FROM csms.connectors WHERE status IS NOT NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var state = new ConnectorState(
                reader.GetInt16(2),
                EnumName.Find<ConnectorStatus>(reader.GetString(3)) ?? ConnectorStatus.Unknown,
                reader.TimestampOrNull(7) ?? DateTimeOffset.UnixEpoch,
                reader.TextOrNull(4),
                reader.TextOrNull(5),
                reader.TextOrNull(6),
                reader.TextOrNull(8));
            var key = reader.GetInt32(0);
            if (!connectors.TryGetValue(key, out var rows))
            {
                connectors.Add(key, rows = []);
            }

            rows.Add(new ConnectorRow(reader.GetInt16(1), state));
        }

        return connectors;
    }

    private static StationState WithConnectors(StationState state, List<ConnectorRow> rows)
    {
        foreach (var (evseId, connector) in rows)
        {
            state = evseId == 0
                ? state with { Whole = connector }
                : state.With((state.Evse(evseId) ?? new EvseState(evseId, [])).With(connector));
        }

        return state;
    }

    private static string? Interned(string? text) => text is null ? null : string.Intern(text);

    private readonly record struct ConnectorRow(int EvseId, ConnectorState State);
}
