using Csms.Engine.Gateway;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>What a station's connectors and its link were in the past, as they were told and seen.</summary>
public sealed class PastStates(NpgsqlDataSource database)
{
    /// <summary>States of an EVSE in a span of time and the one in force at its beginning, oldest first.</summary>
    /// <param name="stationKey">Number of the station in the store.</param>
    /// <param name="evseId">Which.</param>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<PastEvseState>> EvseAsync(int stationKey, int evseId, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT * FROM (
                (SELECT received_at, status, error_code FROM csms.evse_states
                 WHERE station_key = $1 AND evse_id = $2 AND received_at < $3 AND received_at >= $3 - interval '2 days' ORDER BY received_at DESC LIMIT 1)
                UNION ALL
                (SELECT received_at, status, error_code FROM csms.evse_states
                 WHERE station_key = $1 AND evse_id = $2 AND received_at >= $3 AND received_at < $4 ORDER BY received_at LIMIT 5000)
            ) states ORDER BY received_at
            """);
        command.Parameters.Integer(stationKey).Smallint((short)evseId).Timestamp(from).Timestamp(to);
        var states = new List<PastEvseState>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            states.Add(new PastEvseState(reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), reader.TextOrNull(2)));
        }

        return states;
    }

    /// <summary>When the link went up and down in a span of time, with what it was at its beginning, oldest first.</summary>
    public async Task<IReadOnlyList<PastLinkState>> LinkAsync(int stationKey, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            SELECT * FROM (
                (SELECT at, online, reason FROM csms.link_states WHERE station_key = $1 AND at < $2 AND at >= $2 - interval '7 days' ORDER BY at DESC LIMIT 1)
                UNION ALL
                (SELECT at, online, reason FROM csms.link_states WHERE station_key = $1 AND at >= $2 AND at < $3 ORDER BY at LIMIT 5000)
            ) links ORDER BY at
            """);
        command.Parameters.Integer(stationKey).Timestamp(from).Timestamp(to);
        var links = new List<PastLinkState>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            links.Add(new PastLinkState(reader.GetFieldValue<DateTimeOffset>(0), reader.GetBoolean(1), Statement.Read<LinkEnd>(reader.TextOrNull(2))));
        }

        return links;
    }
}
