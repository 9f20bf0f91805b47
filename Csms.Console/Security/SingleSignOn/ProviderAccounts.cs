using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>From an identity of the provider to an account: the one it is bound to; at the first sign-in an invited, an existing or a new one, as far as the settings allow.</summary>
internal sealed partial class ProviderAccounts(UserAccounts accounts, AccessDirectory directory, ProviderLogins logins, InvitationDesk invitations, SignOnProvider provider, IOptions<SingleSignOnOptions> settings, IAuditLog audit, ILogger<ProviderAccounts> log)
{
    private static readonly Actor _provider = new(ActorKind.System, "provider", "Provider");

    /// <summary>Whom this identity is here; its roles are those of its groups where the settings map them.</summary>
    public async Task<ProviderAccount> FindAsync(ProviderIdentity identity, string? invitation, CancellationToken cancellationToken)
    {
        var found = await AccountOfAsync(identity, invitation, cancellationToken);
        if (found is { Refusal: null, User: { } user }) found = await WithRolesAsync(user, identity, cancellationToken);
        if (found.Refusal is { } refusal)
            await audit.WriteAsync(found.User is null ? _provider : ActorOf(found.User), "signIn.refused", "user", found.User?.Id.ToString() ?? identity.Email ?? identity.Subject,
                after: new { Provider = provider.Name, identity.Subject, Reason = refusal }, cancellationToken: cancellationToken);
        return found;
    }

    private async Task<ProviderAccount> AccountOfAsync(ProviderIdentity identity, string? invitation, CancellationToken cancellationToken)
    {
        var login = new ProviderLogin(identity.Issuer, identity.Subject, provider.Name);
        if (await logins.FindAsync(login, cancellationToken) is { } known) return new ProviderAccount(known, IsLocked(known) ? ProviderRefusal.Locked : null);
        try
        {
            return await FirstAsync(identity, login, invitation, cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // The same person came in through two windows at once: the other one has made the account.
            return await logins.FindAsync(login, cancellationToken) is { } made ? new ProviderAccount(made) : ProviderRefusal.NoAccount;
        }
    }

    private async Task<ProviderAccount> FirstAsync(ProviderIdentity identity, ProviderLogin login, string? link, CancellationToken cancellationToken)
    {
        var mapped = Roles is { IsEmpty: false } roles ? roles.Of(identity.Groups) : null;
        if (mapped is { Count: 0 }) return ProviderRefusal.NoRole;
        // Whoever holds the link may make the account: with a password or, just as well, with an identity.
        if (await invitations.FindAsync(link, cancellationToken) is { } held) return await JoinAsync(held, identity, login, mapped, cancellationToken);
        if (identity.Email is not { } email) return ProviderRefusal.NoEmail;

        var existing = await logins.FindByEmailAsync(email, cancellationToken);
        var invited = existing is null ? await invitations.FindByEmailAsync(email, cancellationToken) : null;
        if (existing is not null ? !settings.Value.LinkByEmail : invited is null && !settings.Value.CreateAccounts) return ProviderRefusal.NoAccount;
        if (!identity.EmailVerified) return ProviderRefusal.EmailNotVerified;
        if (existing is not null)
        {
            // An address that was given to somebody else at the provider opens nobody's account.
            if (await logins.HasAsync(existing.Id, login.Issuer, cancellationToken)) return ProviderRefusal.NoAccount;
            return IsLocked(existing) ? new ProviderAccount(existing, ProviderRefusal.Locked) : Of(await logins.LinkAsync(existing, login, cancellationToken));
        }
        if (invited is not null) return await JoinAsync(invited, identity, login, mapped, cancellationToken);
        return Of(await accounts.CreateAsync(new NewAccount(email, identity.Name ?? email, null, mapped ?? [], MustChangePassword: false, login), _provider, cancellationToken));
    }

    private async Task<ProviderAccount> JoinAsync(Invitation invitation, ProviderIdentity identity, ProviderLogin login, IReadOnlyList<GrantWish>? mapped, CancellationToken cancellationToken) =>
        Of(await invitations.AcceptAsync(invitation, identity.Name ?? invitation.DisplayName, login, mapped, cancellationToken));

    private async Task<ProviderAccount> WithRolesAsync(ConsoleUser user, ProviderIdentity identity, CancellationToken cancellationToken)
    {
        if (Roles is not { IsEmpty: false } roles) return new ProviderAccount(user);
        var wanted = roles.Of(identity.Groups);
        // Whoever could give an account of these lesser roles a password knows it perhaps: it does not open what the provider gives on top.
        if (user.PasswordHash is not null && await IsMoreAsync(user, wanted, cancellationToken) && !(await accounts.DropPasswordAsync(user.Id, ActorOf(user), cancellationToken)).Succeeded)
            return new ProviderAccount(user, ProviderRefusal.NoRole);
        var set = await accounts.SetGrantsAsync(user.Id, wanted, "user.rolesFromProvider", ActorOf(user), cancellationToken);
        // The last administrator stays one: a mistake in the groups locks nobody out of the console.
        if (!set.Succeeded && set != AccountResult.NotFound)
        {
            RolesKept(user.Id);
            return new ProviderAccount(user);
        }
        return new ProviderAccount(set.User ?? user, set.Succeeded && wanted.Count > 0 ? null : ProviderRefusal.NoRole);
    }

    private async Task<bool> IsMoreAsync(ConsoleUser user, IReadOnlyList<GrantWish> wanted, CancellationToken cancellationToken)
    {
        var held = await directory.OfUserAsync(user.Id, cancellationToken);
        return !wanted.All(grant => Permissions.Of(grant.Role, grant.SiteId).All(permission => held.Can(permission, grant.SiteId)));
    }

    private GroupRoles? Roles => GroupRoles.Parse(settings.Value.GroupRoles);

    private static ProviderAccount Of(AccountResult result) => result is { Succeeded: true, User: { } user } ? new ProviderAccount(user) : ProviderRefusal.NoAccount;

    // A lock that an administrator set; the one after five wrong passwords is none of somebody who came without a password.
    private static bool IsLocked(ConsoleUser user) => user.LockoutEnd == DateTimeOffset.MaxValue;

    private static Actor ActorOf(ConsoleUser user) => new(ActorKind.User, user.Id.ToString(), user.DisplayName);

    [LoggerMessage(7203, LogLevel.Warning, "The provider's groups would take the last administrator's role; account {UserId} keeps its roles")]
    private partial void RolesKept(Guid userId);
}
