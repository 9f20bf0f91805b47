using System.Security.Claims;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Security.SecondFactors;
using Csms.Console.Security.SingleSignOn;
using Csms.Console.Security.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Csms.Console.Security.SignIns;

/// <summary>Every way in ends here: the cookie names a <see cref="SignInSession"/>.</summary>
internal sealed class ConsoleSignIn(
    UserManager<ConsoleUser> users, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<ConsoleUser> claims, IOptions<IdentityOptions> options, ILogger<SignInManager<ConsoleUser>> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<ConsoleUser> confirmation, SignInSessions sessions, SignOnProvider signOn, IDbContextFactory<ConsoleDbContext> databases, IAuditLog audit, TimeProvider time)
    : SignInManager<ConsoleUser>(users, accessor, claims, options, log, schemes, confirmation)
{
    private ProviderTicket? _ticket;

    /// <summary>Lets somebody in whom the provider has proven; the own second factor is asked for unless the provider has seen to one.</summary>
    public async Task<SignInResult> ProviderSignInAsync(ConsoleUser user, ProviderTicket ticket)
    {
        _ticket = ticket;
        return await SignInOrTwoFactorAsync(user, isPersistent: false, SingleSignOnSetup.Scheme, bypassTwoFactor: ticket.Identity.SecondFactor);
    }

    /// <inheritdoc/>
    public override async Task<SignInResult> TwoFactorSignInAsync(string provider, string code, bool isPersistent, bool rememberClient)
    {
        // The first step may have been the provider's: its ticket waits in the browser.
        _ticket = (await SignOnProvider.TicketOfAsync(Context))?.Ticket;
        return await base.TwoFactorSignInAsync(provider, code, isPersistent, rememberClient);
    }

    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(ConsoleUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // The same person in the same browser goes on with the session: a changed password or language is no new one.
        var present = Context.User.FindFirstValue(ClaimTypes.NameIdentifier) == user.Id.ToString() ? SignInSessions.Of(Context.User) : null;
        var way = present is null ? null : Context.User.FindFirst(ConsoleClaims.Provider)?.Clone();
        if (!additionalClaims.Any(claim => claim is { Type: ClaimTypes.AuthenticationMethod, Value: SingleSignOnSetup.Scheme })) _ticket = null;
        if (_ticket is { } ticket)
        {
            // Whoever comes anew from the provider begins a new one: its token is that of the provider's present session.
            if (present is { } earlier) await sessions.CloseAsync(earlier, Context.RequestAborted);
            (present, way) = (null, new Claim(ConsoleClaims.Provider, ticket.Identity.SecondFactor ? ConsoleClaims.WithFactor : ConsoleClaims.WithoutFactor));
        }
        var session = await sessions.OpenAsync(user.Id, present, Context.Connection.RemoteIpAddress?.MapToIPv4OrSame(), Context.Request.Headers[HeaderNames.UserAgent].ToString(), Context.RequestAborted, _ticket is null ? null : signOn.Name, _ticket?.IdToken);
        Claim[] own = way is null ? [new(SignInSessions.Claim, session.ToString())] : [new(SignInSessions.Claim, session.ToString()), way];
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims.Where(claim => claim.Type is not (SignInSessions.Claim or ConsoleClaims.Provider)), .. own]);
    }

    /// <inheritdoc/>
    public override async Task SignOutAsync()
    {
        if (SignInSessions.Of(Context.User) is { } session) await sessions.CloseAsync(session, Context.RequestAborted);
        await base.SignOutAsync();
    }

    /// <summary>Checks a code of the app of somebody who has no password; wrong ones count towards the lock of the account.</summary>
    public async Task<SignInResult> CheckCodeAsync(ConsoleUser user, string code)
    {
        if (await PreSignInCheck(user) is { } refused) return refused;
        if (await UserManager.VerifyTwoFactorTokenAsync(user, TotpProvider.Name, code)) return (await UserManager.ResetAccessFailedCountAsync(user)).Succeeded ? SignInResult.Success : SignInResult.Failed;
        await UserManager.AccessFailedAsync(user);
        return SignInResult.Failed;
    }

    /// <summary>Somebody is in: noted at the account and in the audit log.</summary>
    /// <param name="user">Who.</param>
    /// <param name="factor">The second factor that was used; null: none is set up.</param>
    public async Task NoteAsync(ConsoleUser user, string? factor)
    {
        var now = time.GetUtcNow();
        await using (var database = await databases.CreateDbContextAsync())
            await database.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignInAt, now));
        await audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), "signIn", "user", user.Id.ToString(),
            after: factor is null && _ticket is null ? null : new { Provider = _ticket is null ? null : signOn.Name, SecondFactor = factor ?? (_ticket!.Identity.SecondFactor ? "Provider" : null) });
    }

    /// <summary>Somebody was not let in.</summary>
    public Task NoteRefusedAsync(ConsoleUser user, SignInResult result, string? factor = null) => audit.WriteAsync(
        new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), result.IsLockedOut ? "signIn.locked" : "signIn.refused", "user", user.Id.ToString(), after: factor is null ? null : new { SecondFactor = factor });
}
