using Csms.Console.Security.Audit;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Csms.Console.Security.Accounts;

/// <summary>
/// Everything done to accounts by others and by their owner. Each call works in its own service scope, so that a circuit that lives for
/// days holds no database context. Every write is audited.
/// </summary>
internal sealed class UserAccounts(IServiceScopeFactory scopes, IDbContextFactory<ConsoleDbContext> databases, AccessDirectory directory, SignInSessions sessions, IEnumerable<IKeptForAccounts> kept, IAuditLog audit, TimeProvider time)
{
    public async Task<IReadOnlyList<ConsoleUser>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Users.AsNoTracking().Include(user => user.Grants).OrderBy(user => user.DisplayName).ToListAsync(cancellationToken);
    }

    public async Task<ConsoleUser?> FindAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Users.AsNoTracking().Include(user => user.Grants).SingleOrDefaultAsync(user => user.Id == id, cancellationToken);
    }

    public async Task<AccountResult> CreateAsync(NewAccount wanted, Actor by, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var email = wanted.Email.Trim();
        var user = new ConsoleUser
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), UserName = email, Email = email, EmailConfirmed = true,
            DisplayName = string.IsNullOrWhiteSpace(wanted.DisplayName) ? email : wanted.DisplayName.Trim(),
            MustChangePassword = wanted.MustChangePassword, CreatedAt = time.GetUtcNow(),
        };
        user.Grants.AddRange(wanted.Grants.Distinct().Select(grant => new RoleGrant { Role = grant.Role, SiteId = grant.SiteId }));
        // Account and provider's identity together or not at all: the store of the accounts works on the same context.
        await using (var transaction = await scope.ServiceProvider.GetRequiredService<ConsoleDbContext>().Database.BeginTransactionAsync(cancellationToken))
        {
            var made = wanted.Password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, wanted.Password);
            if (made.Succeeded && wanted.Login is { } login) made = await users.AddLoginAsync(user, new UserLoginInfo(login.Issuer, login.Subject, login.Provider));
            if (!made.Succeeded) return Failed(made);
            await transaction.CommitAsync(cancellationToken);
        }
        await audit.WriteAsync(by, "user.create", "user", user.Id.ToString(), after: Visible(user, wanted.Login), cancellationToken: cancellationToken);
        return new AccountResult(true, [], user);
    }

    public Task<AccountResult> UpdateAsync(Guid id, string displayName, IReadOnlyList<GrantWish> grants, Actor by, CancellationToken cancellationToken = default) =>
        SaveAsync(id, displayName.Trim(), grants, "user.update", by, cancellationToken);

    /// <summary>Sets the roles alone; writes and audits nothing when they are these already.</summary>
    public Task<AccountResult> SetGrantsAsync(Guid id, IReadOnlyList<GrantWish> grants, string action, Actor by, CancellationToken cancellationToken = default) =>
        SaveAsync(id, null, grants, action, by, cancellationToken);

    private async Task<AccountResult> SaveAsync(Guid id, string? displayName, IReadOnlyList<GrantWish> grants, string action, Actor by, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var user = await database.Users.Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (user is null) return AccountResult.NotFound;
        if (displayName is null && user.Grants.Select(held => new GrantWish(held.Role, held.SiteId)).ToHashSet().SetEquals(grants)) return new AccountResult(true, [], user);
        var keepsAdministration = grants.Any(grant => grant is { Role: Role.Administrator, SiteId: null });
        if (!keepsAdministration && await IsLastAdministratorAsync(database, id, cancellationToken)) return AccountResult.LastAdministrator;
        var before = Visible(user);
        user.DisplayName = displayName ?? user.DisplayName;
        database.Grants.RemoveRange(user.Grants.Where(held => !grants.Contains(new GrantWish(held.Role, held.SiteId))));
        user.Grants.AddRange(grants.Distinct().Where(wish => !user.Grants.Exists(held => held.Role == wish.Role && held.SiteId == wish.SiteId))
            .Select(wish => new RoleGrant { UserId = id, Role = wish.Role, SiteId = wish.SiteId }).ToList());
        await database.SaveChangesAsync(cancellationToken);
        directory.Forget(id);
        await audit.WriteAsync(by, action, "user", id.ToString(), before, Visible(user), cancellationToken: cancellationToken);
        return new AccountResult(true, [], user);
    }

    /// <summary>Language and zone of one's own console.</summary>
    public async Task SetPreferencesAsync(Guid id, string? locale, string? zone, Actor by, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var before = await database.Users.Where(user => user.Id == id).Select(user => new { user.Locale, user.Zone }).SingleOrDefaultAsync(cancellationToken);
        if (before is null || (before.Locale, before.Zone) == (locale, zone)) return;
        await database.Users.Where(user => user.Id == id).ExecuteUpdateAsync(set => set.SetProperty(u => u.Locale, locale).SetProperty(u => u.Zone, zone), cancellationToken);
        directory.Forget(id);
        await audit.WriteAsync(by, "user.preferences", "user", id.ToString(), before, new { Locale = locale, Zone = zone }, cancellationToken: cancellationToken);
    }

    /// <summary>A locked account cannot sign in, and its open circuits end at their next check.</summary>
    public Task<AccountResult> LockAsync(Guid id, bool locked, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, locked ? "user.lock" : "user.unlock", by, async (services, users, user) =>
        {
            await users.ResetAccessFailedCountAsync(user);
            var set = await users.SetLockoutEndDateAsync(user, locked ? DateTimeOffset.MaxValue : null);
            return set.Succeeded && locked ? await EndSessionsAsync(users, user) : set;
        }, protectLastAdministrator: locked, cancellationToken);

    /// <summary>Ends every session of the account, in every browser.</summary>
    public Task<AccountResult> SignOutEverywhereAsync(Guid id, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "user.signOutEverywhere", by, (services, users, user) => EndSessionsAsync(users, user), false, cancellationToken);

    /// <summary>The person ends the sessions in all other browsers.</summary>
    public async Task SignOutOthersAsync(Guid id, Guid? keep, Actor by, CancellationToken cancellationToken = default)
    {
        var ended = await sessions.EndOthersAsync(id, keep, cancellationToken);
        await audit.WriteAsync(by, "user.signOutOthers", "user", id.ToString(), after: new { Ended = ended }, cancellationToken: cancellationToken);
    }

    /// <summary>What somebody has of a second factor; null: nothing.</summary>
    public async Task<SecondFactorState?> SecondFactorAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SecondFactor>().StateAsync(id, cancellationToken);
    }

    /// <summary>Takes away a lost authenticator and its recovery codes; every session ends, and the password alone lets in until a new one is set up.</summary>
    public Task<AccountResult> ResetSecondFactorAsync(Guid id, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "user.secondFactor.reset", by, async (services, users, user) =>
        {
            await services.GetRequiredService<SecondFactor>().ClearAsync(id, cancellationToken);
            await sessions.EndOthersAsync(id, keep: null, cancellationToken);
            return await users.SetTwoFactorEnabledAsync(user, false);
        }, false, cancellationToken);

    /// <summary>The account goes, and with it its roles, sessions and what it kept for itself; what it shared stays under its name.</summary>
    public Task<AccountResult> DeleteAsync(Guid id, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "user.delete", by, async (services, users, user) =>
        {
            var deleted = await users.DeleteAsync(user);
            if (deleted.Succeeded) foreach (var one in kept) await one.ForgetAsync(id.ToString(), cancellationToken);
            return deleted;
        }, true, cancellationToken);

    /// <summary>Gives a random password that has to be changed at the next sign-in.</summary>
    public async Task<(AccountResult Result, string Password)> ResetPasswordAsync(Guid id, Actor by, CancellationToken cancellationToken = default)
    {
        var password = PasswordText.New();
        var result = await ChangeAsync(id, "user.resetPassword", by, async (services, users, user) =>
        {
            user.MustChangePassword = true;
            await sessions.EndOthersAsync(id, keep: null, cancellationToken);
            return await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
        }, false, cancellationToken);
        return (result, password);
    }

    /// <summary>Takes password and second factor away and ends every session; the provider alone lets in then.</summary>
    public Task<AccountResult> DropPasswordAsync(Guid id, Actor by, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, "user.dropPassword", by, async (services, users, user) =>
        {
            await services.GetRequiredService<SecondFactor>().ClearAsync(id, cancellationToken);
            user.MustChangePassword = false;
            user.TwoFactorEnabled = false;
            var dropped = await users.RemovePasswordAsync(user); // saves what was set before it, with a new security stamp
            if (dropped.Succeeded) await sessions.EndOthersAsync(id, keep: null, cancellationToken);
            return dropped;
        }, false, cancellationToken);

    private async Task<AccountResult> ChangeAsync(Guid id, string action, Actor by, Func<IServiceProvider, UserManager<ConsoleUser>, ConsoleUser, Task<IdentityResult>> change, bool protectLastAdministrator, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var user = await users.FindByIdAsync(id.ToString());
        if (user is null) return AccountResult.NotFound;
        if (protectLastAdministrator)
        {
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            if (await IsLastAdministratorAsync(database, id, cancellationToken)) return AccountResult.LastAdministrator;
        }
        var result = await change(scope.ServiceProvider, users, user);
        if (!result.Succeeded) return Failed(result);
        directory.Forget(id);
        await audit.WriteAsync(by, action, "user", id.ToString(), after: new { user.Email }, cancellationToken: cancellationToken);
        return new AccountResult(true, [], user);
    }

    private async Task<IdentityResult> EndSessionsAsync(UserManager<ConsoleUser> users, ConsoleUser user)
    {
        await sessions.EndOthersAsync(user.Id, keep: null);
        return await users.UpdateSecurityStampAsync(user);
    }

    private async Task<bool> IsLastAdministratorAsync(ConsoleDbContext database, Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var administrators = await database.Users
            .Where(user => (user.LockoutEnd == null || user.LockoutEnd <= now) && user.Grants.Any(grant => grant.Role == Role.Administrator && grant.SiteId == null))
            .Select(user => user.Id).Take(2).ToListAsync(cancellationToken);
        return administrators.Count == 1 && administrators[0] == id;
    }

    private static AccountResult Failed(IdentityResult result) => new(false, [.. result.Errors.Select(error => error.Description)]);

    private static object Visible(ConsoleUser user, ProviderLogin? login = null) =>
        new { user.Email, user.DisplayName, login?.Provider, Roles = user.Grants.Select(grant => grant.SiteId is null ? grant.Role.ToString() : $"{grant.Role}@{grant.SiteId}").Order().ToList() };
}
