using System.Security.Claims;
using Csms.Console.Security.Audit;
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
    IAuthenticationSchemeProvider schemes, IUserConfirmation<ConsoleUser> confirmation, SignInSessions sessions, IDbContextFactory<ConsoleDbContext> databases, IAuditLog audit, TimeProvider time)
    : SignInManager<ConsoleUser>(users, accessor, claims, options, log, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task SignInWithClaimsAsync(ConsoleUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // The same person in the same browser goes on with the session: a changed password or language is no new one.
        var present = Context.User.FindFirstValue(ClaimTypes.NameIdentifier) == user.Id.ToString() ? SignInSessions.Of(Context.User) : null;
        var session = await sessions.OpenAsync(user.Id, present, Context.Connection.RemoteIpAddress?.MapToIPv4OrSame(), Context.Request.Headers[HeaderNames.UserAgent].ToString(), Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims.Where(claim => claim.Type != SignInSessions.Claim), new Claim(SignInSessions.Claim, session.ToString())]);
    }

    /// <inheritdoc/>
    public override async Task SignOutAsync()
    {
        if (SignInSessions.Of(Context.User) is { } session) await sessions.CloseAsync(session, Context.RequestAborted);
        await base.SignOutAsync();
    }

    /// <summary>Somebody is in: noted at the account and in the audit log.</summary>
    /// <param name="user">Who.</param>
    /// <param name="factor">The second factor that was used; null: none is set up.</param>
    public async Task NoteAsync(ConsoleUser user, string? factor)
    {
        var now = time.GetUtcNow();
        await using (var database = await databases.CreateDbContextAsync())
            await database.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastSignInAt, now));
        await audit.WriteAsync(new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), "signIn", "user", user.Id.ToString(), after: factor is null ? null : new { SecondFactor = factor });
    }

    /// <summary>Somebody was not let in.</summary>
    public Task NoteRefusedAsync(ConsoleUser user, SignInResult result, string? factor = null) => audit.WriteAsync(
        new Actor(ActorKind.User, user.Id.ToString(), user.DisplayName), result.IsLockedOut ? "signIn.locked" : "signIn.refused", "user", user.Id.ToString(), after: factor is null ? null : new { SecondFactor = factor });
}
