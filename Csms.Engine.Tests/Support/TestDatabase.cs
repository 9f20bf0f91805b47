using Npgsql;

namespace Csms.Engine.Tests.Support;

/// <summary>A database of one test's own, migrated and empty; dropped when disposed.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly Func<string, Task> _drop;

    public TestDatabase(string name, string connectionString, Func<string, Task> drop)
    {
        Name = name;
        ConnectionString = connectionString;
        _drop = drop;
        DataSource = NpgsqlDataSource.Create(connectionString);
    }

    public string Name { get; }

    /// <summary>For <c>ConnectionStrings:Csms</c> of a host under test.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Runs a statement with $1, $2… and returns the number of rows it touched.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>First column of the first row; default when there is none or it is NULL.</summary>
    public async Task<T?> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>All rows, NULL as null.</summary>
    public async Task<List<object?[]>> RowsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = await reader.IsDBNullAsync(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Inserts a station and returns its key.</summary>
    public async Task<int> AddStationAsync(string id) =>
        await ScalarAsync<int>("INSERT INTO csms.stations (id, name) VALUES ($1, $1) RETURNING key", id);

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await _drop(Name);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = DataSource.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
