using System.Globalization;
using Csms.Console.Security.Accounts;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Console.Lists;

/// <summary>Views and choices in the database.</summary>
internal sealed class ListStore(NpgsqlDataSource database, TimeProvider time) : IKeptForAccounts
{
    private const string PrimaryKey = "saved_views_pkey";
    private const string Columns = "id, list, name, owner, owner_name, shared, query, version, updated_at, updated_by";

    /// <summary>Views of a list (null: of all lists) that a person sees: shared ones first, each by name.</summary>
    public async Task<IReadOnlyList<SavedView>> ViewsAsync(string? list, string person, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.saved_views WHERE ($1 IS NULL OR list = $1) AND (shared OR owner = $2) ORDER BY list, shared DESC, lower(name)");
        command.Parameters.Text(list).Text(person);
        return await ReadAsync(command, cancellation);
    }

    /// <summary>A view, or null.</summary>
    public async Task<SavedView?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM csms.saved_views WHERE id = $1");
        command.Parameters.Uuid(id);
        return (await ReadAsync(command, cancellation)).FirstOrDefault();
    }

    /// <summary>Enters a view (version 0) or changes it, unless it is not the version any more that was changed.</summary>
    public async Task<ViewSaved> SaveAsync(SavedView view, string by, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(view.Version == 0
            ? "INSERT INTO csms.saved_views (id, list, name, owner, owner_name, shared, query, version, updated_at, updated_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8 + 1, $9, $10)"
            : "UPDATE csms.saved_views SET name = $3, shared = $6, query = $7, version = version + 1, updated_at = $9, updated_by = $10 WHERE id = $1 AND list = $2 AND owner = $4 AND owner_name = $5 AND version = $8");
        command.Parameters.Uuid(view.Id).Text(view.List).Text(view.Name).Text(view.OwnerId).Text(view.OwnerName).Boolean(view.Shared).Text(view.Query).Integer(view.Version).Timestamp(time.GetUtcNow()).Text(by);
        try
        {
            return await command.ExecuteNonQueryAsync(cancellation) == 1 ? ViewSaved.Done : ViewSaved.ChangedMeanwhile;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return fault.ConstraintName == PrimaryKey ? ViewSaved.IdTaken : ViewSaved.NameTaken;
        }
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var statement in (string[])["DELETE FROM csms.saved_views WHERE owner = $1 AND NOT shared", "DELETE FROM csms.list_choices WHERE person = $1"])
        {
            var command = new NpgsqlBatchCommand(statement);
            command.Parameters.Text(id);
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes away what is kept for nobody any more.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        const string there = """EXISTS (SELECT FROM console.users WHERE "Id"::text = {0}) OR EXISTS (SELECT FROM console.api_keys WHERE "Id"::text = {0})""";
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"DELETE FROM csms.saved_views v WHERE NOT shared AND NOT ({string.Format(CultureInfo.InvariantCulture, there, "v.owner")})"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"DELETE FROM csms.list_choices c WHERE NOT ({string.Format(CultureInfo.InvariantCulture, there, "c.person")})"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a view away; false when there is none.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("DELETE FROM csms.saved_views WHERE id = $1");
        command.Parameters.Uuid(id);
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>What a person keeps about a list. A view that is not theirs to see any more is no default.</summary>
    public async Task<ListChoice> ChoiceAsync(string list, string person, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "SELECT c.columns, v.id FROM csms.list_choices c LEFT JOIN csms.saved_views v ON v.id = c.default_view AND (v.shared OR v.owner = c.person) WHERE c.person = $2 AND c.list = $1");
        command.Parameters.Text(list).Text(person);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new ListChoice(reader.IsDBNull(0) ? null : reader.GetFieldValue<string[]>(0), reader.IsDBNull(1) ? null : reader.GetGuid(1))
            : ListChoice.None;
    }

    /// <summary>Keeps a choice of columns.</summary>
    public Task ChooseAsync(string list, string person, IReadOnlyList<string>? columns, CancellationToken cancellation) =>
        KeepAsync(list, person, "columns", parameters => parameters.Texts(columns), cancellation);

    /// <summary>Keeps the view with which a list opens.</summary>
    public Task OpenWithAsync(string list, string person, Guid? view, CancellationToken cancellation) =>
        KeepAsync(list, person, "default_view", parameters => parameters.Uuid(view), cancellation);

    private async Task KeepAsync(string list, string person, string column, Action<NpgsqlParameterCollection> value, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"INSERT INTO csms.list_choices (person, list, {column}) VALUES ($1, $2, $3) ON CONFLICT (person, list) DO UPDATE SET {column} = excluded.{column}");
        value(command.Parameters.Text(person).Text(list));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<SavedView>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var views = new List<SavedView>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            views.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetBoolean(5), reader.GetString(6), reader.GetInt32(7), reader.GetFieldValue<DateTimeOffset>(8), reader.GetString(9)));
        return views;
    }
}
