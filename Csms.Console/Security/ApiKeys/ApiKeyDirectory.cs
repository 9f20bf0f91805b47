using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Csms.Console.Security.Storage;
using Csms.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.ApiKeys;

/// <summary>All API keys in memory: a request is checked without the database. Reloaded on change, on whichever node it was made, and every 30 s should the telling fail.</summary>
internal sealed class ApiKeyDirectory(IDbContextFactory<ConsoleDbContext> databases, TimeProvider time) : IKeepsEntered, IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _used = new();
    private Snapshot? _snapshot;

    /// <summary>The key this text is, when it is valid now.</summary>
    public async ValueTask<ApiKey?> FindAsync(string presented, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented));
        var snapshot = await CurrentAsync(cancellationToken);
        ApiKey? found = null;
        // Every key is compared, each in constant time: how long it takes tells nothing about any of them.
        foreach (var key in snapshot.Keys)
            if (CryptographicOperations.FixedTimeEquals(key.Hash, hash)) found = key;
        var now = time.GetUtcNow();
        if (found is null || found.ExpiresAt <= now) return null;
        _used[found.Id] = now;
        return found;
    }

    public async ValueTask<AccessScope> ScopeAsync(Guid keyId, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Scopes.GetValueOrDefault(keyId, AccessScope.Nobody);

    /// <summary>A key was made, changed or deleted.</summary>
    public void Forget() => Volatile.Write(ref _snapshot, null);

    /// <inheritdoc/>
    public string Kind => EnteredKinds.ApiKey;

    /// <inheritdoc/>
    public Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        Forget();
        return Task.CompletedTask;
    }

    /// <summary>Writes down when keys were last used.</summary>
    public async Task SaveUsesAsync(CancellationToken cancellationToken)
    {
        if (_used.IsEmpty) return;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        foreach (var id in _used.Keys.ToList())
        {
            if (!_used.TryRemove(id, out var at)) continue;
            await database.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(set => set.SetProperty(key => key.LastUsedAt, at), cancellationToken);
        }
    }

    public void Dispose() => _loading.Dispose();

    private async ValueTask<Snapshot> CurrentAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } snapshot) return snapshot;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } loaded) return loaded;
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var keys = await database.ApiKeys.AsNoTracking().ToListAsync(cancellationToken);
            var next = new Snapshot(keys, keys.ToDictionary(key => key.Id, ScopeOf), time.GetUtcNow());
            Volatile.Write(ref _snapshot, next);
            return next;
        }
        finally
        {
            _loading.Release();
        }
    }

    private Snapshot? Fresh() =>
        Volatile.Read(ref _snapshot) is { } held && time.GetUtcNow() - held.ReadAt < AccessDirectory.Freshness ? held : null;

    private static AccessScope ScopeOf(ApiKey key) =>
        new(new Actor(ActorKind.ApiKey, key.Id.ToString(), key.Name),
            key.Scopes.Select(scope => KeyValuePair.Create(scope, key.SiteIds is null ? SiteSet.Everything : SiteSet.Of(key.SiteIds))));

    private sealed record Snapshot(IReadOnlyList<ApiKey> Keys, Dictionary<Guid, AccessScope> Scopes, DateTimeOffset ReadAt);
}
