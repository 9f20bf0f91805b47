using Csms.Console.Security.SignIns;
using Csms.Console.Security.SingleSignOn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace Csms.Console.Pages.Account;

/// <summary>What the account pages need beside themselves.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext context, IAntiforgery antiforgery, ConsoleSignIn manager, SignInSessions sessions, SignOnProvider provider, IDataProtectionProvider protection) =>
        {
            // Signed out already, elsewhere or a moment ago: there is nothing to protect, and nothing to complain about.
            if (context.User.Identity?.IsAuthenticated != true) return Results.LocalRedirect("/sign-in");
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            var idToken = SignInSessions.Of(context.User) is { } session ? await sessions.IdTokenAsync(session, context.RequestAborted) : null;
            await manager.SignOutAsync();
            return Results.LocalRedirect(idToken is not null && await provider.SignOutAddressAsync(context, idToken) is { } address ? SignedOut.Of(protection, address) : "/sign-in");
        }).ExcludeFromDescription();

        routes.MapGet(ProviderPaths.Begin, async (HttpContext context, SignOnProvider provider, string? returnUrl, string? invitation) =>
        {
            if (!provider.IsOn) return Results.NotFound();
            return await provider.BeginAsync(context, LocalUrl.OrStart(returnUrl), invitation) is { } back ? Results.LocalRedirect(back) : Results.Empty;
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapGet(ProviderPaths.Done, async (HttpContext context, SignOnProvider provider, ProviderAccounts accounts, ConsoleSignIn manager) =>
        {
            if (!provider.IsOn || await SignOnProvider.TicketOfAsync(context) is not var (ticket, returnUrl)) return Results.LocalRedirect(ProviderPaths.SignIn);
            var home = LocalUrl.OrStart(returnUrl);
            var found = await accounts.FindAsync(ticket.Identity, ticket.Invitation, context.RequestAborted);
            if (found is not { Refusal: null, User: { } user })
            {
                await context.SignOutAsync(IdentityConstants.ExternalScheme);
                return Results.LocalRedirect(ProviderPaths.Refused(found.Refusal ?? ProviderRefusal.NoAccount, "", home));
            }
            var result = await manager.ProviderSignInAsync(user, ticket);
            if (result.RequiresTwoFactor) return Results.LocalRedirect(SignInCode.Of(home, remember: false));
            await manager.NoteAsync(user, factor: null);
            return Results.LocalRedirect(home);
        }).AllowAnonymous().ExcludeFromDescription();

        // A preference, not a secret: a link is enough.
        routes.MapGet("/account/language", (HttpContext context, string culture) =>
        {
            if (culture is "en" or "de")
                context.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName,
                    CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture is "en" ? "en-GB" : "de-DE", culture)),
                    new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true });
            var back = Uri.TryCreate(context.Request.Headers.Referer, UriKind.Absolute, out var referer) && referer.Authority == context.Request.Host.Value ? referer.PathAndQuery : null;
            return Results.LocalRedirect(LocalUrl.OrStart(back));
        }).AllowAnonymous().ExcludeFromDescription();
    }
}
