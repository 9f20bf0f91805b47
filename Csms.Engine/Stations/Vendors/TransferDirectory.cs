using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Csms.Engine.Stations.Vendors;

/// <summary>The known DataTransfer messages of vendors, in memory and in the database.</summary>
public sealed class TransferDirectory : IKeepsEntered, IHostedService, IDisposable
{
    private readonly HeldTable<(string Vendor, string Message), TransferMessage> _held;
    private readonly NpgsqlDataSource _database;

    internal TransferDirectory(NpgsqlDataSource database)
    {
        _database = database;
        _held = new(database, "SELECT vendor_id, message_id, schema #>> '{}', changed_at, changed_by FROM csms.transfer_schemas", Read, message => (message.VendorId, message.MessageId));
    }

    /// <summary>All, by vendor and message.</summary>
    public IReadOnlyList<TransferMessage> All => [.. _held.Rows.OrderBy(message => message.VendorId, StringComparer.OrdinalIgnoreCase).ThenBy(message => message.MessageId, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc/>
    public string Kind => EnteredKinds.TransferSchema;

    /// <summary>A message; null when it is not known.</summary>
    public TransferMessage? Find(string vendorId, string? messageId) => _held.Find((vendorId, messageId ?? ""));

    /// <summary>Whether a message of the vendor is known.</summary>
    public bool Knows(string vendorId) => _held.Rows.Any(message => message.VendorId == vendorId);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => ReadAgainAsync(null, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation) => _held.ReadAsync(cancellation);

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
        return await _held.PutAsync(message, command, cancellation);
    }

    /// <summary>Removes a message; false when there is none.</summary>
    public async Task<bool> DeleteAsync(string vendorId, string messageId, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.transfer_schemas WHERE vendor_id = $1 AND message_id = $2");
        command.Parameters.Text(vendorId).Text(messageId);
        return await _held.DeleteAsync((vendorId, messageId), command, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    // A schema that a newer program has written may say what is unknown here.
    private static TransferMessage? Read(NpgsqlDataReader reader) => TransferSchema.Read(reader.GetString(2), out _) is { } schema
        ? new TransferMessage(reader.GetString(0), reader.GetString(1), schema, reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4))
        : null;
}
