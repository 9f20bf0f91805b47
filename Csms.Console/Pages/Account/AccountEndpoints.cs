using Csms.Console.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;

namespace Csms.Console.Pages.Account;

/// <summary>What the account pages need beside themselves.</summary>
internal static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext context, IAntiforgery antiforgery, SignInManager<ConsoleUser> manager) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context)) return Results.BadRequest();
            await manager.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        }).ExcludeFromDescription();

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
