using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Payments;

/// <summary>Settlements in the database.</summary>
internal sealed class SettlementStore(NpgsqlDataSource database)
{
    private const string Columns =
        """
        p.id, p.station_id, p.psp_ref, p.transaction_id, s.id, p.status, p.status_info, p.amount, p.currency, p.settled_at, p.at, p.received_at,
        p.receipt_id, p.receipt_url, p.own_receipt, p.vat_number, p.vat_company, p.doubts, p.is_current
        """;

    private const string From = "FROM csms.settlements p LEFT JOIN csms.sessions s ON s.station_key = p.station_key AND s.transaction_id = p.transaction_id";

    /// <summary>Keeps what was told, and settles which telling of that payment counts: the latest by its time, of several the one that came last.</summary>
    /// <param name="stationKey">Compact number of the station.</param>
    /// <param name="told">What was told.</param>
    /// <param name="receipt">Address of a receipt made on our side, from the number of the settlement; null: none is made.</param>
    /// <param name="cancellation">Gives up; nothing is kept then.</param>
    /// <returns>As it is kept, and whether it is new: told a second time it is what the first time made of it.</returns>
    public async Task<(Settlement Kept, bool IsNew)> AddAsync(int stationKey, Settlement told, Func<long, string?> receipt, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtextextended('csms.settlements ' || $1 || ' ' || $2, 0))", connection, transaction))
        {
            // Of two tellings of a payment that come at once (an old and a new connection), the second sees the first.
            turn.Parameters.Integer(stationKey).Text(StationText.Storable(told.PspRef));
            await turn.ExecuteNonQueryAsync(cancellation);
        }

        var added = await InsertAsync(connection, transaction, stationKey, told, cancellation);
        if (added is { } id && told is { Status: SettlementStatus.Settled, ReceiptId: null, ReceiptUrl: null } && receipt(id) is { } url)
        {
            await using var own = new NpgsqlCommand("UPDATE csms.settlements SET receipt_id = id::text, receipt_url = $2, own_receipt = true WHERE id = $1", connection, transaction);
            own.Parameters.Bigint(id).Text(url);
            await own.ExecuteNonQueryAsync(cancellation);
        }

        await using (var latest = new NpgsqlCommand(
            """
            UPDATE csms.settlements p SET is_current = (p.id = l.id)
            FROM (SELECT id FROM csms.settlements WHERE station_key = $1 AND psp_ref = $2 ORDER BY at DESC, id DESC LIMIT 1) l
            WHERE p.station_key = $1 AND p.psp_ref = $2 AND p.is_current <> (p.id = l.id)
            """, connection, transaction))
        {
            latest.Parameters.Integer(stationKey).Text(StationText.Storable(told.PspRef));
            await latest.ExecuteNonQueryAsync(cancellation);
        }

        await using var kept = new NpgsqlCommand($"SELECT {Columns} {From} WHERE {(added is null ? SameTelling : "p.id = $1")}", connection, transaction);
        if (added is { } number) kept.Parameters.Bigint(number);
        else Key(kept.Parameters, stationKey, told);
        var found = await OneAsync(kept, cancellation) ?? throw new InvalidDataException("a settlement was refused as known, and is not there");
        await transaction.CommitAsync(cancellation);
        return (found, added is not null);
    }

    /// <summary>One, or null.</summary>
    public async Task<Settlement?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} {From} WHERE p.id = $1");
        sql.Parameters.Bigint(id);
        return await OneAsync(sql, cancellation);
    }

    /// <summary>What counts of the payments of a transaction, the newest first; none where its session is not known yet.</summary>
    public async Task<IReadOnlyList<Settlement>> OfTransactionAsync(int stationKey, string transactionId, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand($"SELECT {Columns} {From} WHERE p.station_key = $1 AND p.transaction_id = $2 AND p.is_current AND s.id IS NOT NULL ORDER BY p.at DESC, p.id DESC LIMIT 1");
        sql.Parameters.Integer(stationKey).Text(StationText.Storable(transactionId));
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Every telling of a payment, the one that counts first, then newest first.</summary>
    public async Task<IReadOnlyList<Settlement>> HistoryAsync(Settlement of, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand(
            $"SELECT {Columns} {From} WHERE p.station_key = (SELECT station_key FROM csms.settlements WHERE id = $1) AND p.psp_ref = $2 ORDER BY p.is_current DESC, p.at DESC, p.id DESC LIMIT 100");
        sql.Parameters.Bigint(of.Id).Text(of.PspRef);
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Settlement>> ListAsync(SettlementQuery query, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand();
        var where = Where(sql, query);
        if (query.After is { } after)
        {
            where.Append(" AND (p.at, p.id) < (").Append(sql.Parameters.Timestamp(after.At).Place());
            where.Append(", ").Append(sql.Parameters.Bigint(after.Id).Place()).Append(')');
        }

        sql.CommandText = $"SELECT {Columns} {From} WHERE {where} ORDER BY p.at DESC, p.id DESC LIMIT {sql.Parameters.Integer(query.Limit).Place()}";
        return await ReadAsync(sql, cancellation);
    }

    /// <summary>How many a query has, without regard to its page; counting stops at <paramref name="most"/>.</summary>
    public async Task<int> CountAsync(SettlementQuery query, int most, CancellationToken cancellation)
    {
        await using var sql = database.CreateCommand();
        var where = Where(sql, query);
        sql.CommandText = $"SELECT count(*)::int FROM (SELECT 1 FROM csms.settlements p WHERE {where} LIMIT {sql.Parameters.Integer(most).Place()}) counted";
        return (int)(await sql.ExecuteScalarAsync(cancellation))!;
    }

    private static StringBuilder Where(NpgsqlCommand sql, SettlementQuery query)
    {
        var where = new StringBuilder(query.CurrentOnly ? "p.is_current" : "TRUE");
        if (query.Station is { } station) where.Append(" AND p.station_id = ").Append(sql.Parameters.Text(station).Place());
        if (query.Sites is { } sites) where.Append(" AND p.station_id IN (SELECT id FROM csms.stations WHERE site_id = ANY(").Append(sql.Parameters.Texts(sites).Place()).Append("))");
        if (query.Session is { } session)
        {
            where.Append(" AND (p.station_key, p.transaction_id) = (SELECT station_key, transaction_id FROM csms.sessions WHERE id = ").Append(sql.Parameters.Bigint(session.Value).Place()).Append(')');
        }

        if (query.FailedOnly) where.Append(" AND p.status IN ('Rejected', 'Failed')");
        if (query.Status is { } status) where.Append(" AND p.status = ").Append(sql.Parameters.Text(status.ToString()).Place());
        if (query.From is { } from) where.Append(" AND p.at >= ").Append(sql.Parameters.Timestamp(from).Place());
        if (query.To is { } to) where.Append(" AND p.at < ").Append(sql.Parameters.Timestamp(to).Place());
        if (query.Search is { Length: > 0 } search)
        {
            // As in sessions: an index of trigrams has nothing for two letters in the middle of a word.
            var isShort = new SessionText(search).IsShort;
            var text = (isShort ? sql.Parameters.Beginning(search) : sql.Parameters.Containing(search)).Place();
            var number = isShort ? sql.Parameters.Literally(search).Place() : text;
            where.Append(" AND (p.station_id ILIKE ").Append(text).Append(" OR p.psp_ref ILIKE ").Append(text).Append(" OR p.transaction_id ILIKE ").Append(number).Append(" OR p.receipt_id ILIKE ").Append(number).Append(')');
        }
        return where;
    }

    private const string SameTelling = "p.station_key = $1 AND p.psp_ref = $2 AND p.status = $3 AND p.amount = $4 AND coalesce(p.settled_at, '-infinity') = coalesce($5, '-infinity') AND coalesce(p.transaction_id, '') = coalesce($6, '')";

    private static NpgsqlParameterCollection Key(NpgsqlParameterCollection parameters, int stationKey, Settlement told) => parameters
        .Integer(stationKey).Text(StationText.Storable(told.PspRef)).Text(told.Status.ToString()).Numeric(told.Amount).Timestamp(told.ToldAt).Text(StationText.Storable(told.TransactionId));

    private static async Task<long?> InsertAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, int stationKey, Settlement told, CancellationToken cancellation)
    {
        // The currency is the station's own: NotifySettlement names none.
        await using var sql = new NpgsqlCommand(
            """
            INSERT INTO csms.settlements (station_key, psp_ref, status, amount, settled_at, transaction_id, station_id, status_info, at, received_at, receipt_id, receipt_url, vat_number, vat_company, doubts, currency)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                coalesce((SELECT upper(value) FROM csms.variables WHERE station_key = $1 AND lower(component) = 'tariffcostctrlr' AND lower(variable) = 'currency' AND attribute = 'Actual' AND mutability IS DISTINCT FROM 'Gone' AND value ~ '^[A-Za-z]{3}$'
                 ORDER BY evse_id, component_instance LIMIT 1), $16))
            ON CONFLICT DO NOTHING RETURNING id
            """, connection, transaction);
        Key(sql.Parameters, stationKey, told).Text(told.Station.Value).Text(StationText.Storable(told.StatusInfo)).Timestamp(told.At).Timestamp(told.ReceivedAt)
            .Text(StationText.Storable(told.ReceiptId)).Text(StationText.Storable(told.ReceiptUrl)).Text(StationText.Storable(told.VatNumber))
            .Jsonb(told.Company is { } company ? StationText.StorableJson(JsonSerializer.Serialize(company)) : null).Texts(told.Doubts.Select(doubt => doubt.ToString())).Text(told.Currency);
        return (long?)await sql.ExecuteScalarAsync(cancellation);
    }

    private static async Task<Settlement?> OneAsync(NpgsqlCommand sql, CancellationToken cancellation) => await ReadAsync(sql, cancellation) is [var found, ..] ? found : null;

    private static async Task<IReadOnlyList<Settlement>> ReadAsync(NpgsqlCommand sql, CancellationToken cancellation)
    {
        var rows = new List<Settlement>();
        await using var reader = await sql.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new Settlement
            {
                Id = reader.GetInt64(0),
                Station = StationId.Parse(reader.GetString(1)),
                PspRef = reader.GetString(2),
                TransactionId = reader.TextOrNull(3),
                Session = reader.BigintOrNull(4) is { } session ? new SessionId(session) : null,
                Status = Enum.Parse<SettlementStatus>(reader.GetString(5)),
                StatusInfo = reader.TextOrNull(6),
                Amount = reader.GetDecimal(7),
                Currency = reader.TextOrNull(8),
                ToldAt = reader.TimestampOrNull(9),
                At = reader.GetFieldValue<DateTimeOffset>(10),
                ReceivedAt = reader.GetFieldValue<DateTimeOffset>(11),
                ReceiptId = reader.TextOrNull(12),
                ReceiptUrl = reader.TextOrNull(13),
                IsOwnReceipt = reader.GetBoolean(14),
                VatNumber = reader.TextOrNull(15),
                Company = reader.TextOrNull(16) is { } json ? JsonSerializer.Deserialize<CompanyAddress>(json) : null,
                Doubts = [.. reader.GetFieldValue<string[]>(17).Select(Enum.Parse<SettlementDoubt>)],
                IsCurrent = reader.GetBoolean(18),
            });
        }

        return rows;
    }
}
