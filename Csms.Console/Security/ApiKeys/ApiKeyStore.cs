using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Storage;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.ApiKeys;

/// <summary>Makes, lists and deletes API keys; every write is audited and counts at once.</summary>
internal sealed class ApiKeyStore(IDbContextFactory<ConsoleDbContext> databases, ApiKeyDirectory directory, IEnumerable<IKeptForAccounts> kept, IAuditLog audit, TimeProvider time)
{
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        await directory.SaveUsesAsync(cancellationToken);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.ApiKeys.AsNoTracking().OrderBy(key => key.Name).ThenBy(key => key.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Makes a key. The text is given back here and never again.</summary>
    /// <param name="text">A given text, for the first key from the environment; null makes one.</param>
    public async Task<(ApiKey Key, string Text)> CreateAsync(NewApiKey wanted, Actor by, string? text = null, CancellationToken cancellationToken = default)
    {
        text ??= ApiKeyText.New();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Name = wanted.Name.Trim(),
            Prefix = ApiKeyText.PrefixOf(text),
            Hash = ApiKeyText.HashOf(text),
            Scopes = [.. wanted.Scopes.Distinct().Order(StringComparer.Ordinal)],
            SiteIds = wanted.SiteIds is null ? null : [.. wanted.SiteIds],
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = wanted.ExpiresAt,
        };
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.ApiKeys.Add(key);
        await database.SaveChangesAsync(cancellationToken);
        directory.Forget();
        await audit.WriteAsync(by, "apiKey.create", "apiKey", key.Id.ToString(), after: Visible(key), cancellationToken: cancellationToken);
        return (key, text);
    }

    public async Task<bool> DeleteAsync(Guid id, Actor by, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var key = await database.ApiKeys.SingleOrDefaultAsync(k => k.Id == id, cancellationToken);
        if (key is null) return false;
        database.ApiKeys.Remove(key);
        await database.SaveChangesAsync(cancellationToken);
        directory.Forget();
        foreach (var one in kept) await one.ForgetAsync(id.ToString(), cancellationToken);
        await audit.WriteAsync(by, "apiKey.delete", "apiKey", id.ToString(), before: Visible(key), cancellationToken: cancellationToken);
        return true;
    }

    private static object Visible(ApiKey key) => new { key.Name, key.Prefix, key.Scopes, key.SiteIds, key.ExpiresAt };
}
