using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Security.Storage;
using Csms.Console.Texts;
using Csms.Engine.Incidents.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Security.Invitations;

/// <summary>Invites people, by mail where there is a mail server, else with a link to hand over; each link works once and for a week.</summary>
internal sealed class InvitationDesk(IDbContextFactory<ConsoleDbContext> databases, UserAccounts accounts, Mailer mailer, IAuditLog audit, IStringLocalizer<AccountTexts> texts, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Invitations go by mail.</summary>
    public bool ByMail => mailer.IsConfigured;

    /// <summary>Those who have not come yet, newest first.</summary>
    public async Task<IReadOnlyList<Invitation>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Invitations.AsNoTracking().OrderByDescending(one => one.CreatedAt).ToListAsync(cancellationToken);
    }

    /// <summary>Invites somebody.</summary>
    /// <param name="wanted">Whom.</param>
    /// <param name="by">Who invites.</param>
    /// <param name="consoleAddress">Address of this console, for the link; null: nothing is mailed, and the link is a path on this console.</param>
    /// <param name="cancellationToken">Gives up before the write.</param>
    public async Task<InvitationResult> InviteAsync(NewInvitation wanted, Actor by, Uri? consoleAddress, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var email = wanted.Email.Trim();
        var normalized = email.ToUpperInvariant();
        if (await database.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken)) return new InvitationResult(null, Error: InvitationRefusal.HasAccount);
        var invitation = new Invitation
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()), Email = email, NormalizedEmail = normalized,
            DisplayName = string.IsNullOrWhiteSpace(wanted.DisplayName) ? email : wanted.DisplayName.Trim(), Grants = [.. wanted.Grants.Distinct().Select(grant => grant.ToString()).Order(StringComparer.Ordinal)],
        };
        var token = Renew(invitation, by);
        database.Invitations.Add(invitation);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new InvitationResult(null, Error: InvitationRefusal.Invited);
        }
        await audit.WriteAsync(by, "invitation.create", "invitation", invitation.Id.ToString(), after: Visible(invitation), cancellationToken: cancellationToken);
        return await HandOverAsync(database, invitation, token, consoleAddress, cancellationToken);
    }

    /// <summary>A new link for another week; the earlier one stops working.</summary>
    public async Task<InvitationResult> RenewAsync(Guid id, Actor by, Uri? consoleAddress, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Invitations.SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } invitation) return new InvitationResult(null, Error: InvitationRefusal.Gone);
        var token = Renew(invitation, by);
        invitation.MailedAt = null;
        await database.SaveChangesAsync(cancellationToken);
        await audit.WriteAsync(by, "invitation.renew", "invitation", id.ToString(), after: Visible(invitation), cancellationToken: cancellationToken);
        return await HandOverAsync(database, invitation, token, consoleAddress, cancellationToken);
    }

    /// <summary>The link stops working.</summary>
    public async Task WithdrawAsync(Guid id, Actor by, CancellationToken cancellationToken = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        if (await database.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } invitation) return;
        if (await database.Invitations.Where(one => one.Id == id).ExecuteDeleteAsync(cancellationToken) == 0) return;
        await audit.WriteAsync(by, "invitation.withdraw", "invitation", id.ToString(), before: Visible(invitation), cancellationToken: cancellationToken);
    }

    /// <summary>The invitation behind a link; null when it is used, withdrawn or too old.</summary>
    public async Task<Invitation?> FindAsync(string? token, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var hash = HashOf(token);
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.TokenHash == hash && one.ExpiresAt > now, cancellationToken);
    }

    /// <summary>The account is made with the person's own password; its unique address lets only one of two at the same time through.</summary>
    public async Task<AccountResult?> AcceptAsync(string? token, string displayName, string password, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(token, cancellationToken) is not { } invitation) return null;
        return await AcceptAsync(invitation, new NewAccount(invitation.Email, string.IsNullOrWhiteSpace(displayName) ? invitation.DisplayName : displayName, password, GrantsOf(invitation), MustChangePassword: false), cancellationToken);
    }

    /// <summary>The invitation of an address, while its link works.</summary>
    public async Task<Invitation?> FindByEmailAsync(string email, CancellationToken cancellationToken = default)
    {
        var normalized = email.Trim().ToUpperInvariant();
        var now = time.GetUtcNow();
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Invitations.AsNoTracking().SingleOrDefaultAsync(one => one.NormalizedEmail == normalized && one.ExpiresAt > now, cancellationToken);
    }

    /// <summary>The account is made for somebody of a provider, without a password.</summary>
    /// <param name="invitation">Which one.</param>
    /// <param name="displayName">The name that the provider told.</param>
    /// <param name="login">Who it is there.</param>
    /// <param name="grants">Roles instead of those of the invitation; null: those.</param>
    /// <param name="cancellationToken">Gives up before the write.</param>
    public Task<AccountResult> AcceptAsync(Invitation invitation, string displayName, ProviderLogin login, IReadOnlyList<GrantWish>? grants, CancellationToken cancellationToken = default) =>
        AcceptAsync(invitation, new NewAccount(invitation.Email, displayName, null, grants ?? GrantsOf(invitation), MustChangePassword: false, login), cancellationToken);

    private async Task<AccountResult> AcceptAsync(Invitation invitation, NewAccount account, CancellationToken cancellationToken)
    {
        var made = await accounts.CreateAsync(account, new Actor(ActorKind.System, invitation.Id.ToString(), invitation.InvitedBy), cancellationToken);
        if (!made.Succeeded) return made;
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Invitations.Where(one => one.Id == invitation.Id).ExecuteDeleteAsync(cancellationToken);
        await audit.WriteAsync(new Actor(ActorKind.User, made.User!.Id.ToString(), made.User.DisplayName), "invitation.accept", "invitation", invitation.Id.ToString(), before: Visible(invitation), cancellationToken: cancellationToken);
        return made;
    }

    private string Renew(Invitation invitation, Actor by)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        (invitation.TokenHash, invitation.InvitedBy, invitation.CreatedAt, invitation.ExpiresAt) = (HashOf(token), by.Name, time.GetUtcNow(), time.GetUtcNow() + Lifetime);
        return token;
    }

    private async Task<InvitationResult> HandOverAsync(ConsoleDbContext database, Invitation invitation, string token, Uri? consoleAddress, CancellationToken cancellationToken)
    {
        var path = $"/invitation?token={token}";
        if (consoleAddress is null) return new InvitationResult(invitation, path);
        var link = new Uri(consoleAddress, path).ToString();
        var sent = await mailer.SendAsync(invitation.Email, texts["Mail.Subject"], texts["Mail.Body", invitation.DisplayName, invitation.InvitedBy, link, Lifetime.Days], cancellationToken);
        if (sent is not { Ok: true }) return new InvitationResult(invitation, link, sent?.Said);
        invitation.MailedAt = time.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        return new InvitationResult(invitation);
    }

    private static List<GrantWish> GrantsOf(Invitation invitation) => [.. invitation.Grants.Select(GrantWish.Parse).OfType<GrantWish>()];

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static object Visible(Invitation invitation) => new { invitation.Email, invitation.DisplayName, Roles = invitation.Grants, invitation.ExpiresAt };
}
