using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Sessions;

/// <summary>Where and when tokens were used, from the sessions. Tokens are compared without regard to case; every question goes by index sessions_token.</summary>
public sealed class TokenUses(NpgsqlDataSource database)
{
    private const string Seen = "($2::text[] IS NULL OR s.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY($2)))";

    /// <summary>Stations where a token has charged, the latest first.</summary>
    /// <param name="idToken">The token.</param>
    /// <param name="sites">Only stations of these sites; null: all, also those that are gone.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<TokenUse>> OfAsync(string idToken, IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
             SELECT s.station_id, count(*)::int, coalesce(sum(s.energy_wh) FILTER (WHERE s.ended_at IS NOT NULL), 0)::bigint, max(s.started_at)
             FROM csms.sessions s WHERE lower(s.id_token) = lower($1) AND {Seen}
             GROUP BY s.station_id ORDER BY 4 DESC
             """);
        command.Parameters.Text(idToken).Texts(sites);
        var uses = new List<TokenUse>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            uses.Add(new TokenUse(StationId.Parse(reader.GetString(0)), reader.GetInt32(1), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return uses;
    }

    /// <summary>Stations where any of these tokens has charged.</summary>
    public async Task<IReadOnlyList<StationId>> StationsAsync(IReadOnlyCollection<string> idTokens, IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"SELECT DISTINCT s.station_id FROM csms.sessions s WHERE lower(s.id_token) IN (SELECT lower(t) FROM unnest($1::text[]) t) AND {Seen} ORDER BY 1");
        command.Parameters.Texts(idTokens).Texts(sites);
        var stations = new List<StationId>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            stations.Add(StationId.Parse(reader.GetString(0)));
        }

        return stations;
    }

    /// <summary>When a token of each group last began to charge, by the group in lower case; groups that never did are not there.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastOfGroupsAsync(IReadOnlyCollection<string>? sites, CancellationToken cancellation)
    {
        // Of the whole network one look a token is enough: its sessions stand newest first in the index. Of a few sites their own sessions are fewer.
        await using var command = database.CreateCommand(sites is null
            ? """
              SELECT lower(t.group_id), max(u.started_at) FROM csms.tokens t
              CROSS JOIN LATERAL (
                  SELECT s.started_at FROM csms.sessions s
                  WHERE lower(s.id_token) = lower(t.id_token) AND s.id_token IS NOT NULL ORDER BY s.started_at DESC LIMIT 1) u
              WHERE t.group_id IS NOT NULL GROUP BY 1
              """
            : """
              SELECT lower(t.group_id), max(s.started_at) FROM csms.stations a
              JOIN csms.sessions s ON s.station_id = a.id
              JOIN csms.tokens t ON lower(t.id_token) = lower(s.id_token)
              WHERE a.site_id = ANY($1) AND s.id_token IS NOT NULL AND t.group_id IS NOT NULL GROUP BY 1
              """);
        if (sites is not null)
        {
            command.Parameters.Texts(sites);
        }

        var last = new Dictionary<string, DateTimeOffset>(StringComparer.OrdinalIgnoreCase);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            last[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        }

        return last;
    }
}
