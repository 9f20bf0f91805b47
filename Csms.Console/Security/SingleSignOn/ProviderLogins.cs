using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>Which account is which person at the provider.</summary>
internal sealed class ProviderLogins(IDbContextFactory<ConsoleDbContext> databases, SignInSessions sessions, IAuditLog audit)
{
    /// <summary>The account that is bound to this person; null: none.</summary>
    public async Task<ConsoleUser?> FindAsync(ProviderLogin login, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await (from bound in database.UserLogins
                      join user in database.Users on bound.UserId equals user.Id
                      where bound.LoginProvider == login.Issuer && bound.ProviderKey == login.Subject
                      select user).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The account of this address; null: none.</summary>
    public async Task<ConsoleUser?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalized = email.Trim().ToUpperInvariant();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedEmail == normalized, cancellationToken);
    }

    /// <summary>Whether the account is bound to anybody at this provider.</summary>
    public async Task<bool> HasAsync(Guid userId, string issuer, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.UserLogins.AnyAsync(login => login.UserId == userId && login.LoginProvider == issuer, cancellationToken);
    }

    /// <summary>What each bound account's provider is called.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ProvidersAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return (await database.UserLogins.AsNoTracking().Select(login => new { login.UserId, Name = login.ProviderDisplayName ?? login.LoginProvider }).ToListAsync(cancellationToken))
            .GroupBy(login => login.UserId).ToDictionary(logins => logins.Key, logins => string.Join(", ", logins.Select(login => login.Name).Distinct().Order(StringComparer.Ordinal)));
    }

    /// <summary>Binds an account to the person.</summary>
    public async Task<AccountResult> LinkAsync(ConsoleUser user, ProviderLogin login, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        database.UserLogins.Add(new IdentityUserLogin<Guid> { UserId = user.Id, LoginProvider = login.Issuer, ProviderKey = login.Subject, ProviderDisplayName = login.Provider });
        await database.SaveChangesAsync(cancellationToken);
        await audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), "user.link", "user", user.Id.ToString(), after: new { user.Email, login.Provider, login.Issuer, login.Subject }, cancellationToken: cancellationToken);
        return new AccountResult(true, [], user);
    }

    /// <summary>Takes the bond away and ends all sessions; the next sign-in with the provider is a first one again.</summary>
    public async Task<AccountResult> UnlinkAsync(Guid userId, Actor by, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var bound = await database.UserLogins.Where(login => login.UserId == userId).ToListAsync(cancellationToken);
        if (bound.Count == 0) return AccountResult.NotFound;
        database.UserLogins.RemoveRange(bound);
        await database.SaveChangesAsync(cancellationToken);
        await sessions.EndOthersAsync(userId, keep: null, cancellationToken);
        await audit.WriteAsync(by, "user.unlink", "user", userId.ToString(), before: new { Logins = bound.Select(login => new { Provider = login.ProviderDisplayName, Issuer = login.LoginProvider, Subject = login.ProviderKey }) }, cancellationToken: cancellationToken);
        return new AccountResult(true, []);
    }
}
