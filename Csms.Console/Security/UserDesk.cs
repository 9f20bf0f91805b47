using Csms.Console.Security.Accounts;
using Csms.Console.Security.Invitations;
using Csms.Console.Security.SingleSignOn;

namespace Csms.Console.Security;

/// <summary>
/// What people and keys that manage users may do to them; pages and the API go through it. Nobody gives a role that holds more than they
/// have themselves, and nobody touches an account that holds more: else users.manage alone would be everything. Who manages users of some
/// sites sees and touches the accounts whose every role is held there; an account without roles belongs to no site.
/// </summary>
internal sealed class UserDesk(UserAccounts accounts, InvitationDesk invitations, ProviderLogins logins, SignOnProvider provider)
{
    /// <summary>Whether the caller manages users at every place of these roles; without roles: everywhere.</summary>
    public static bool Manages(AccessScope scope, IReadOnlyCollection<GrantWish> grants) =>
        grants.Count == 0 ? scope.Sites(Permissions.UsersManage).All : grants.All(grant => scope.Can(Permissions.UsersManage, grant.SiteId));

    /// <summary>Whether the caller manages users at every place of these roles, and everything that the roles may do is the caller's own there.</summary>
    public static bool Covers(AccessScope scope, IReadOnlyCollection<GrantWish> grants) =>
        Manages(scope, grants) && grants.All(grant => Permissions.Of(grant.Role, grant.SiteId).All(permission => scope.Can(permission, grant.SiteId)));

    /// <summary>Whether a text may be somebody's address.</summary>
    public static bool IsEmail(string text) => text.Trim() is var email && email.Length > 2 && email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1 && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));

    /// <summary>Roles without those that a role everywhere makes needless.</summary>
    public static List<GrantWish> Least(IReadOnlyCollection<GrantWish> grants) => [.. grants.Distinct().Where(grant => grant.SiteId is null || !grants.Contains(new GrantWish(grant.Role, null)))];

    /// <summary>Roles that somebody holds.</summary>
    public static IReadOnlyList<GrantWish> Held(ConsoleUser user) => [.. user.Grants.Select(grant => new GrantWish(grant.Role, grant.SiteId))];

    /// <summary>The accounts that the caller manages.</summary>
    public async Task<IReadOnlyList<ConsoleUser>> ListAsync(AccessScope scope, CancellationToken cancellation = default) =>
        [.. (await accounts.ListAsync(cancellation)).Where(user => Manages(scope, Held(user)))];

    /// <summary>One of them; null: there is none, or it is not the caller's to see.</summary>
    public async Task<ConsoleUser?> FindAsync(Guid id, AccessScope scope, CancellationToken cancellation = default) =>
        await accounts.FindAsync(id, cancellation) is { } user && Manages(scope, Held(user)) ? user : null;

    /// <summary>Those who were invited, have not come yet and would be the caller's to manage; newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> InvitationsAsync(AccessScope scope, CancellationToken cancellation = default) =>
        [.. (await invitations.ListAsync(cancellation)).Where(invitation => Manages(scope, invitation))];

    /// <summary>Adds an account with a random password that has to be changed at the first sign-in.</summary>
    public async Task<(AccountResult Result, string? Password)> AddAsync(string email, string displayName, IReadOnlyCollection<GrantWish> grants, AccessScope scope, CancellationToken cancellation = default)
    {
        if (!Covers(scope, grants)) return (AccountResult.NotYours, null);
        var password = PasswordText.New();
        var result = await accounts.CreateAsync(new NewAccount(email, displayName, password, Least(grants), MustChangePassword: true), scope.Actor, cancellation);
        return (result, result.Succeeded ? password : null);
    }

    /// <summary>Changes name and roles.</summary>
    public Task<AccountResult> UpdateAsync(Guid id, string displayName, IReadOnlyCollection<GrantWish> grants, AccessScope scope, CancellationToken cancellation = default) =>
        Covers(scope, grants) ? WithAsync(id, scope, () => accounts.UpdateAsync(id, displayName, Least(grants), scope.Actor, cancellation), cancellation) : Task.FromResult(AccountResult.NotYours);

    /// <summary>Locks an account, or lets it in again.</summary>
    public Task<AccountResult> LockAsync(Guid id, bool locked, AccessScope scope, CancellationToken cancellation = default) =>
        WithAsync(id, scope, () => accounts.LockAsync(id, locked, scope.Actor, cancellation), cancellation);

    /// <summary>Ends every session of an account.</summary>
    public Task<AccountResult> SignOutAsync(Guid id, AccessScope scope, CancellationToken cancellation = default) =>
        WithAsync(id, scope, () => accounts.SignOutEverywhereAsync(id, scope.Actor, cancellation), cancellation);

    /// <summary>Takes a lost second factor away.</summary>
    public Task<AccountResult> ResetSecondFactorAsync(Guid id, AccessScope scope, CancellationToken cancellation = default) =>
        WithAsync(id, scope, () => accounts.ResetSecondFactorAsync(id, scope.Actor, cancellation), cancellation);

    /// <summary>Gives a random password that has to be changed at the next sign-in.</summary>
    public async Task<(AccountResult Result, string? Password)> ResetPasswordAsync(Guid id, AccessScope scope, CancellationToken cancellation = default)
    {
        string? password = null;
        var result = await WithAsync(id, scope, async () =>
        {
            if (!await KeepsItsRolesAsync(id, scope, cancellation)) return AccountResult.NotYours;
            var (reset, given) = await accounts.ResetPasswordAsync(id, scope.Actor, cancellation);
            password = reset.Succeeded ? given : null;
            return reset;
        }, cancellation);
        return (result, password);
    }

    /// <summary>Takes the bond with a provider away.</summary>
    public Task<AccountResult> UnlinkAsync(Guid id, AccessScope scope, CancellationToken cancellation = default) =>
        WithAsync(id, scope, async () => await KeepsItsRolesAsync(id, scope, cancellation) ? await logins.UnlinkAsync(id, scope.Actor, cancellation) : AccountResult.NotYours, cancellation);

    /// <summary>Deletes an account.</summary>
    public Task<AccountResult> DeleteAsync(Guid id, AccessScope scope, CancellationToken cancellation = default) =>
        WithAsync(id, scope, () => accounts.DeleteAsync(id, scope.Actor, cancellation), cancellation);

    /// <summary>Invites somebody; without an address of the console nothing is mailed and the link is a path.</summary>
    public async Task<InvitationResult> InviteAsync(NewInvitation wanted, AccessScope scope, Uri? consoleAddress, CancellationToken cancellation = default) =>
        Covers(scope, wanted.Grants) ? await invitations.InviteAsync(wanted with { Grants = Least(wanted.Grants) }, scope.Actor, consoleAddress, cancellation) : new InvitationResult(null, Error: InvitationRefusal.NotYours);

    /// <summary>Makes a new link for somebody who was invited; the old one stops working.</summary>
    public async Task<InvitationResult> RenewAsync(Guid id, AccessScope scope, Uri? consoleAddress, CancellationToken cancellation = default) =>
        await RefusalAsync(id, scope, cancellation) is { } refusal ? new InvitationResult(null, Error: refusal) : await invitations.RenewAsync(id, scope.Actor, consoleAddress, cancellation);

    /// <summary>Takes an invitation back; null: done.</summary>
    public async Task<InvitationRefusal?> WithdrawAsync(Guid id, AccessScope scope, CancellationToken cancellation = default)
    {
        if (await RefusalAsync(id, scope, cancellation) is { } refusal) return refusal;
        await invitations.WithdrawAsync(id, scope.Actor, cancellation);
        return null;
    }

    // A provider that gives roles may give its people any at their next sign-in: another way into such an account is for those alone who have everything.
    // Of one that is not bound yet the password ends when the provider gives it more (ProviderAccounts).
    private async Task<bool> KeepsItsRolesAsync(Guid id, AccessScope scope, CancellationToken cancellation) =>
        !provider.GivesRoles || Covers(scope, [new GrantWish(Role.Administrator, null)]) || !(await logins.ProvidersAsync(cancellation)).ContainsKey(id);

    private async Task<AccountResult> WithAsync(Guid id, AccessScope scope, Func<Task<AccountResult>> change, CancellationToken cancellation)
    {
        if (await FindAsync(id, scope, cancellation) is not { } user) return AccountResult.NotFound;
        return Covers(scope, Held(user)) ? await change() : AccountResult.NotYours;
    }

    private async Task<InvitationRefusal?> RefusalAsync(Guid id, AccessScope scope, CancellationToken cancellation)
    {
        if ((await InvitationsAsync(scope, cancellation)).FirstOrDefault(one => one.Id == id) is not { } invitation) return InvitationRefusal.Gone;
        return Held(invitation) is { } grants && Covers(scope, grants) ? null : InvitationRefusal.NotYours;
    }

    private static bool Manages(AccessScope scope, Invitation invitation) => Manages(scope, Held(invitation) ?? []);

    // A role that is no longer known is nobody's to give.
    private static List<GrantWish>? Held(Invitation invitation)
    {
        var grants = invitation.Grants.ConvertAll(GrantWish.Parse);
        return grants.Contains(null) ? null : [.. grants.OfType<GrantWish>()];
    }
}
