using System.Collections.Concurrent;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Stations.Vendors;

/// <summary>The known DataTransfer messages of vendors, in memory and in the database.</summary>
public sealed class TransferDirectory : IKeepsEntered, IHostedService, IDisposable
{
    // What is read again must not come between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<(string Vendor, string Message), TransferMessage> _messages = new();
    private readonly NpgsqlDataSource _database;

    internal TransferDirectory(NpgsqlDataSource database) => _database = database;

    /// <summary>All, by vendor and message.</summary>
    public IReadOnlyList<TransferMessage> All => [.. _messages.Values.OrderBy(message => message.VendorId, StringComparer.OrdinalIgnoreCase).ThenBy(message => message.MessageId, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public string Kind => EnteredKinds.TransferSchema;

    /// <summary>A message; null when it is not known.</summary>
    public TransferMessage? Find(string vendorId, string? messageId) => _messages.GetValueOrDefault((vendorId, messageId ?? ""));

    /// <summary>Whether a message of the vendor is known.</summary>
    public bool Knows(string vendorId) => _messages.Keys.Any(key => key.Vendor == vendorId);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var gone = _messages.Keys.ToHashSet();
            await using var command = _database.CreateCommand("SELECT vendor_id, message_id, schema #>> '{}', changed_at, changed_by FROM csms.transfer_schemas");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                if (TransferSchema.Read(reader.GetString(2), out _) is not { } schema) continue; // written by a newer program: unknown here
                var message = new TransferMessage(reader.GetString(0), reader.GetString(1), schema, reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4));
                _messages[(message.VendorId, message.MessageId)] = message;
                gone.Remove((message.VendorId, message.MessageId));
            }

            foreach (var key in gone) _messages.TryRemove(key, out _);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Enters or replaces a message.</summary>
    /// <returns>As it was before; null when it is new.</returns>
    public async Task<TransferMessage?> PutAsync(TransferMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        // As a JSON string: the text stays as it was written, with its order and its blanks.
        await using var command = _database.CreateCommand(
            """
            INSERT INTO csms.transfer_schemas (vendor_id, message_id, schema, changed_at, changed_by) VALUES ($1, $2, to_jsonb($3::text), $4, $5)
            ON CONFLICT (vendor_id, message_id) DO UPDATE SET schema = excluded.schema, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """);
        command.Parameters.Text(message.VendorId).Text(message.MessageId).Text(message.Schema.Text).Timestamp(message.ChangedAt).Text(message.ChangedBy);
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            var before = Find(message.VendorId, message.MessageId);
            _messages[(message.VendorId, message.MessageId)] = message;
            return before;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a message; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string vendorId, string messageId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.transfer_schemas WHERE vendor_id = $1 AND message_id = $2");
        command.Parameters.Text(vendorId).Text(messageId);
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return _messages.TryRemove((vendorId, messageId), out _);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
