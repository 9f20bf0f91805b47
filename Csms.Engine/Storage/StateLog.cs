using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>
/// Connector states, online and offline, and when a station was last heard: written behind within a second. The current state is
/// coalesced to one row a connector, last-seen to one update a station every 15 s; the history keeps every change.
/// </summary>
internal sealed class StateLog : WriteBehind<StateBatch>
{
    private const string CopyHistory =
        "COPY csms.evse_states (station_key, evse_id, connector_id, at, received_at, status, error_code, info, vendor_error) FROM STDIN (FORMAT BINARY)";

    private const string CopyLinks = "COPY csms.link_states (station_key, at, online, reason) FROM STDIN (FORMAT BINARY)";

    // Joined with stations: one that was deleted meanwhile takes no row, and does not fail the others.
    private const string UpsertConnectors = """
        INSERT INTO csms.connectors AS c (station_key, evse_id, connector_id, status, error_code, info, vendor_error, vendor_id, status_at)
        SELECT x.* FROM unnest($1::int[], $2::smallint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
            AS x (station_key, evse_id, connector_id, status, error_code, info, vendor_error, vendor_id, status_at)
        JOIN csms.stations s ON s.key = x.station_key
        ON CONFLICT (station_key, evse_id, connector_id) DO UPDATE SET
            status = excluded.status, error_code = excluded.error_code, info = excluded.info, vendor_error = excluded.vendor_error, vendor_id = excluded.vendor_id, status_at = excluded.status_at
        """;

    private const string UpdateSeen = """
        UPDATE csms.stations s SET last_seen_at = x.at FROM unnest($1::int[], $2::timestamptz[]) AS x (key, at)
        WHERE s.key = x.key AND (s.last_seen_at IS NULL OR s.last_seen_at < x.at)
        """;

    private const string UpdateConnected = """
        UPDATE csms.stations s SET last_connected_at = x.at, last_seen_at = greatest(s.last_seen_at, x.at)
        FROM unnest($1::int[], $2::timestamptz[]) AS x (key, at) WHERE s.key = x.key
        """;

    private const string UpdateDisconnected = """
        UPDATE csms.stations s SET last_disconnected_at = x.at, disconnect_reason = x.reason
        FROM unnest($1::int[], $2::timestamptz[], $3::text[]) AS x (key, at, reason) WHERE s.key = x.key
        """;

    private static readonly TimeSpan SeenInterval = TimeSpan.FromSeconds(15);
    private static readonly WriteBehindLimits Limits = new(TimeSpan.FromSeconds(1), 512 * 1024, 32L * 1024 * 1024, TimeSpan.FromSeconds(1));

    private readonly NpgsqlDataSource _dataSource;
    private readonly Dictionary<int, DateTimeOffset> _seen = [];
    private long _seenWritten;

    public StateLog(NpgsqlDataSource dataSource, TimeProvider time, ILogger<StateLog> logger) : this(dataSource, time, logger, Limits)
    {
    }

    internal StateLog(NpgsqlDataSource dataSource, TimeProvider time, ILogger<StateLog> logger, WriteBehindLimits limits) : base("The state log", limits, time, logger)
    {
        _dataSource = dataSource;
        _seenWritten = time.GetTimestamp();
    }

    /// <summary>A connector state: kept in the history, and the last of a connector as its current one.</summary>
    public void Status(in ConnectorNotice notice)
    {
        lock (Gate)
        {
            var row = Current.History;
            row.BeginRow(9);
            row.Int32(notice.StationKey);
            row.Int16((short)notice.EvseId);
            row.Int16((short)notice.ConnectorId);
            row.Timestamp(notice.At);
            row.Timestamp(notice.ReceivedAt);
            row.Text(notice.Status);
            row.Text(notice.ErrorCode);
            row.Text(notice.Info);
            row.Text(notice.VendorError);
            Current.Connectors[(notice.StationKey, notice.EvseId, notice.ConnectorId)] = notice;
            Appended();
        }
    }

    /// <summary>A station came online or went offline.</summary>
    /// <param name="stationKey">The station.</param>
    /// <param name="at">When, by our clock.</param>
    /// <param name="online">Whether it is there now.</param>
    /// <param name="reason">Why it went, for people.</param>
    public void Link(int stationKey, DateTimeOffset at, bool online, string? reason)
    {
        lock (Gate)
        {
            var row = Current.Links;
            row.BeginRow(4);
            row.Int32(stationKey);
            row.Timestamp(at);
            row.Bool(online);
            row.Text(reason);
            if (online) Current.Connected[stationKey] = at;
            else Current.Disconnected[stationKey] = (at, reason);
            Appended();
        }
    }

    /// <summary>A message came from the station.</summary>
    public void Seen(int stationKey, DateTimeOffset at)
    {
        lock (Gate) _seen[stationKey] = at;
    }

    protected override bool NothingElseWaits() => _seen.Count == 0;

    protected override void BeforeCycle(bool last)
    {
        if (_seen.Count == 0 || (!last && Time.GetElapsedTime(_seenWritten) < SeenInterval)) return;
        _seenWritten = Time.GetTimestamp();
        foreach (var (station, at) in _seen) Current.Seen[station] = at;
        _seen.Clear();
    }

    protected override async Task WriteAsync(StateBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RawCopy.WriteAsync(connection, CopyHistory, batch.History, cancellationToken);
        await RawCopy.WriteAsync(connection, CopyLinks, batch.Links, cancellationToken);
        if (batch.Connectors.Count > 0)
        {
            // Ordered, so that two nodes that write the same rows never wait for each other crosswise.
            await ExecuteAsync(connection, UpsertConnectors, [.. batch.Connectors.OrderBy(x => x.Key).Select(x => x.Value)], columns => columns
                .Integer(x => x.StationKey).Smallint(x => (short)x.EvseId).Smallint(x => (short)x.ConnectorId)
                .StationText(x => x.Status).StationText(x => x.ErrorCode).StationText(x => x.Info).StationText(x => x.VendorError).StationText(x => x.VendorId).Timestamp(x => x.At), cancellationToken);
        }
        if (batch.Connected.Count > 0)
        {
            await ExecuteAsync(connection, UpdateConnected, [.. batch.Connected.OrderBy(x => x.Key)], columns => columns.Integer(x => x.Key).Timestamp(x => x.Value), cancellationToken);
        }
        if (batch.Disconnected.Count > 0)
        {
            await ExecuteAsync(connection, UpdateDisconnected, [.. batch.Disconnected.OrderBy(x => x.Key)], columns => columns
                .Integer(x => x.Key).Timestamp(x => x.Value.At).StationText(x => x.Value.Reason), cancellationToken);
        }
        if (batch.Seen.Count > 0)
        {
            await ExecuteAsync(connection, UpdateSeen, [.. batch.Seen.OrderBy(x => x.Key)], columns => columns.Integer(x => x.Key).Timestamp(x => x.Value), cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync<TRow>(
        NpgsqlConnection connection, string sql, IReadOnlyList<TRow> rows, Func<SqlColumns<TRow>, SqlColumns<TRow>> fill, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        fill(command.Parameters.Columns(rows));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
