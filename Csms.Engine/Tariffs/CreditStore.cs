using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Tariffs;

/// <summary>Entries of credit in the database. What sessions cost is entered there by the commit that ends them (0040_credits.sql).</summary>
internal sealed class CreditStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Balances of prepaid tokens by their text in small letters; null asks for all.</summary>
    public async Task<IReadOnlyDictionary<string, CreditBalance>> LoadAsync(IReadOnlyCollection<string>? tokens, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation); // the balance and what it says of running sessions of one moment
        await using var command = new NpgsqlCommand($"SELECT token_id, min(currency), sum(amount) FROM csms.credit_entries{(tokens is null ? "" : " WHERE token_id = ANY($1)")} GROUP BY token_id", connection);
        if (tokens is not null) command.Parameters.Texts(tokens);
        var balances = new Dictionary<string, CreditBalance>(StringComparer.OrdinalIgnoreCase);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) balances[reader.GetString(0)] = new(reader.GetString(1), reader.GetDecimal(2));
        await reader.DisposeAsync();
        await ReadRunningAsync(connection, tokens, balances, cancellation);
        return balances;
    }

    /// <summary>A session that was ended, paid, and runs again.</summary>
    private static async Task ReadRunningAsync(NpgsqlConnection connection, IReadOnlyCollection<string>? tokens, Dictionary<string, CreditBalance> balances, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT e.token_id, e.session_id, -sum(e.amount) FROM csms.sessions s JOIN csms.credit_entries e ON e.session_id = s.id
            WHERE s.state <> 'completed' AND s.ended_at IS NULL{(tokens is null ? "" : " AND e.token_id = ANY($1)")} GROUP BY e.token_id, e.session_id
            """, connection);
        if (tokens is not null) command.Parameters.Texts(tokens);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var balance = balances[reader.GetString(0)];
            balances[reader.GetString(0)] = balance with { PaidByRunning = balance.PaidByRunning.SetItem(new SessionId(reader.GetInt64(1)), reader.GetDecimal(2)) };
        }
    }

    /// <summary>Adds an entry of a person; null: the card is of another currency.</summary>
    public async Task<CreditEntry?> AddAsync(string idToken, decimal amount, string currency, string actor, string? reason, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using (var turn = new NpgsqlCommand("SELECT pg_advisory_xact_lock(hashtext('csms.credit'), hashtext(lower($1)))", connection)) // of two first entries one gives the currency
        {
            turn.Parameters.Text(idToken);
            await turn.ExecuteNonQueryAsync(cancellation);
        }

        var kind = amount > 0 ? CreditKind.TopUp : CreditKind.Correction;
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO csms.credit_entries (token_id, currency, amount, kind, at, actor, reason)
            SELECT lower($1), $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM csms.credit_entries WHERE token_id = lower($1) AND currency <> $2)
            RETURNING id
            """,
            connection);
        var at = time.GetUtcNow();
        command.Parameters.Text(idToken);
        command.Parameters.Text(currency);
        command.Parameters.Numeric(amount);
        command.Parameters.Text(Word(kind));
        command.Parameters.Timestamp(at);
        command.Parameters.Text(actor);
        command.Parameters.Text(reason);
        if (await command.ExecuteScalarAsync(cancellation) is not long id) return null;
        await transaction.CommitAsync(CancellationToken.None); // who hangs up now must not leave it in doubt
        return new CreditEntry(id, amount, kind, null, at, actor, reason);
    }

    /// <summary>Entries of a token, newest first, from before one on.</summary>
    public async Task<IReadOnlyList<CreditEntry>> ReadAsync(string idToken, long? before, int count, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT e.id, e.amount, e.kind, e.session_id, e.at, e.actor, e.reason, s.station_id FROM csms.credit_entries e LEFT JOIN csms.sessions s ON s.id = e.session_id WHERE e.token_id = lower($1) AND e.id < $2 ORDER BY e.id DESC LIMIT $3");
        command.Parameters.Text(idToken);
        command.Parameters.Bigint(before ?? long.MaxValue);
        command.Parameters.Integer(count);
        var entries = new List<CreditEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new CreditEntry(
                reader.GetInt64(0), reader.GetDecimal(1), Kind(reader.GetString(2)), reader.IsDBNull(3) ? null : new SessionId(reader.GetInt64(3)), reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5),
                reader.TextOrNull(6)) { Station = reader.TextOrNull(7) is { } station ? StationId.Parse(station) : null });
        }

        return entries;
    }

    private static string Word(CreditKind kind) => kind switch
    {
        CreditKind.TopUp => "top-up",
        CreditKind.Charge => "charge",
        CreditKind.Correction => "correction",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no kind of credit"),
    };

    private static CreditKind Kind(string word) => word switch
    {
        "top-up" => CreditKind.TopUp,
        "charge" => CreditKind.Charge,
        "correction" => CreditKind.Correction,
        _ => throw new InvalidDataException($"A kind of credit that is not known: {word}"),
    };
}
