using System.Collections.Concurrent;
using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>A small table of what people enter, whole in memory: read at start and again when any node has changed it, written through.</summary>
/// <param name="database">Where it is.</param>
/// <param name="select">Reads all of it: there are few rows, and whoever shows one shows its neighbours.</param>
/// <param name="read">A row; null: it is unknown here, as one that a newer program has written.</param>
/// <param name="keyOf">What a row is found by.</param>
internal sealed class HeldTable<TKey, TRow>(NpgsqlDataSource database, string select, Func<NpgsqlDataReader, TRow?> read, Func<TRow, TKey> keyOf) : IDisposable
    where TKey : notnull
    where TRow : class
{
    // What is read again must not come between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<TKey, TRow> _rows = new();

    /// <summary>Nothing has been entered.</summary>
    public bool IsEmpty => _rows.IsEmpty;

    /// <summary>All rows, in no order.</summary>
    public IEnumerable<TRow> Rows => _rows.Values;

    /// <summary>A row, or null.</summary>
    public TRow? Find(TKey key) => _rows.GetValueOrDefault(key);

    /// <summary>Reads all of it.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var gone = _rows.Keys.ToHashSet();
            await using var command = database.CreateCommand(select);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                if (read(reader) is not { } row) continue;
                _rows[keyOf(row)] = row;
                gone.Remove(keyOf(row));
            }

            foreach (var key in gone) _rows.TryRemove(key, out _);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Enters or replaces a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="command">Writes it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The row as it was before, or null when it is new.</returns>
    public async Task<TRow?> PutAsync(TRow row, NpgsqlCommand command, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            var before = Find(keyOf(row));
            _rows[keyOf(row)] = row;
            return before;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a row; false when there is none.</summary>
    /// <param name="key">Which.</param>
    /// <param name="command">Removes it from the database.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> DeleteAsync(TKey key, NpgsqlCommand command, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return _rows.TryRemove(key, out _);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
