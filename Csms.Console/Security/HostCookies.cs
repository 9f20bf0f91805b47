using Microsoft.AspNetCore.Authentication.Cookies;

namespace Csms.Console.Security;

/// <summary>
/// Cookies of sign-in: over https their names begin with "__Host-", which a browser takes only when they are secure, of this very host and for all of
/// its paths, so that no neighbour under the same domain can plant one.
/// </summary>
internal sealed class HostCookies : ICookieManager
{
    private const string Prefix = "__Host-";

    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, NameOf(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _inner.AppendResponseCookie(context, NameOf(context, key), value, Held(context, options));

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, NameOf(context, key), Held(context, options));

    private static string NameOf(HttpContext context, string key) => context.Request.IsHttps ? Prefix + key : key;

    private static CookieOptions Held(HttpContext context, CookieOptions options) => context.Request.IsHttps ? new CookieOptions(options) { Secure = true, Path = "/", Domain = null } : options;
}
