using System.Collections.Concurrent;
using System.Text.Json;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>All channels, in memory and in the store. Secrets are stored sealed and never given back.</summary>
public sealed class ChannelDirectory : IKeepsEntered, IDisposable
{
    // What is read again must not come between a write and its place in memory.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly NpgsqlDataSource _database;
    private readonly ISecretSeal _seal;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, ChannelEntry> _channels = new();

    /// <summary>Empty until <see cref="LoadAsync"/>.</summary>
    public ChannelDirectory(NpgsqlDataSource database, ISecretSeal seal, TimeProvider time) => (_database, _seal, _time) = (database, seal, time);

    /// <summary>Channels by name.</summary>
    public IReadOnlyList<ChannelEntry> All => [.. _channels.Values.OrderBy(entry => entry.Channel.Name, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>A channel, or null.</summary>
    public ChannelEntry? Find(Guid id) => _channels.GetValueOrDefault(id);

    /// <summary>Enters or changes a channel.</summary>
    /// <param name="channel">As it shall be.</param>
    /// <param name="secret">The new secret; null keeps the old one.</param>
    /// <param name="cancellation">Gives up before the write.</param>
    /// <returns>What it was before; null when new.</returns>
    public async Task<NotificationChannel?> PutAsync(NotificationChannel channel, string? secret, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var before = Find(channel.Id);
        var sealedSecret = secret is null ? before?.SealedSecret : _seal.Seal(secret);
        await using var command = _database.CreateCommand(
            """
            INSERT INTO csms.notification_channels (id, settings, secret, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (id) DO UPDATE SET settings = excluded.settings, secret = excluded.secret, updated_at = excluded.updated_at
            """);
        command.Parameters.Uuid(channel.Id).Jsonb(JsonSerializer.Serialize(channel)).Text(sealedSecret).Timestamp(_time.GetUtcNow());
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            _channels.AddOrUpdate(
                channel.Id,
                _ => new ChannelEntry(channel, sealedSecret is not null, null, false, null) { SealedSecret = sealedSecret },
                (_, entry) => entry with { Channel = channel, HasSecret = sealedSecret is not null, SealedSecret = sealedSecret });
            return before?.Channel;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes a channel with its queue; null when there is none.</summary>
    public async Task<NotificationChannel?> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("DELETE FROM csms.notification_channels WHERE id = $1");
        command.Parameters.Uuid(id);
        await _turn.WaitAsync(cancellation);
        try
        {
            await command.ExecuteNonQueryAsync(cancellation);
            return _channels.TryRemove(id, out var entry) ? entry.Channel : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public string Kind => EnteredKinds.Channel;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var gone = _channels.Keys.ToHashSet();
            await using var command = _database.CreateCommand("SELECT settings, secret, last_at, last_ok, last_text FROM csms.notification_channels");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                var channel = JsonSerializer.Deserialize<NotificationChannel>(reader.GetString(0))!;
                var secret = reader.TextOrNull(1);
                _channels[channel.Id] = new ChannelEntry(
                    channel,
                    secret is not null,
                    reader.TimestampOrNull(2),
                    !reader.IsDBNull(3) && reader.GetBoolean(3),
                    Statement.Read<SendAnswer>(reader.TextOrNull(4))) { SealedSecret = secret };
                gone.Remove(channel.Id);
            }

            foreach (var id in gone)
            {
                _channels.TryRemove(id, out _);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    /// <summary>Reads every channel; once, at start.</summary>
    internal Task LoadAsync(CancellationToken cancellation) => ReadAgainAsync(null, cancellation);

    /// <summary>Who wants to hear of it, and when.</summary>
    internal IEnumerable<QueuedNotice> For(Notice notice) =>
        from entry in _channels.Values
        where entry.Channel.Wants(notice.Incident)
        select new QueuedNotice(entry.Channel.Id, notice, entry.Channel.DueAt(notice.Incident.Severity, notice.At));

    /// <summary>The secret of a channel; null when it has none or it can't be opened.</summary>
    internal string? SecretOf(ChannelEntry entry) => entry.SealedSecret is { } sealedSecret ? _seal.Open(sealedSecret) : null;

    /// <summary>Keeps what became of an attempt.</summary>
    internal async Task NoteAsync(Guid id, SendResult result, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand("UPDATE csms.notification_channels SET last_at = $2, last_ok = $3, last_text = $4 WHERE id = $1");
        command.Parameters.Uuid(id).Timestamp(at).Boolean(result.Ok).Text(result.Said.ToStored());
        await _turn.WaitAsync(cancellation);
        try
        {
            while (_channels.TryGetValue(id, out var entry) && !_channels.TryUpdate(id, entry with { LastAt = at, LastOk = result.Ok, Last = result.Said }, entry))
            {
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }
}
