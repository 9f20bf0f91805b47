using Csms.Console.Pages.Map;
using Microsoft.Extensions.Options;

namespace Csms.Console.Security;

/// <summary>Headers that every answer carries.</summary>
internal static class SecurityHeaders
{
    // Inline style attributes are needed by the component library and by virtualised lists; scripts only from our own files.
    private const string Common = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        + "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var policy = PolicyFor(app.ApplicationServices.GetRequiredService<IOptions<MapOptions>>().Value);
        return app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=()";
            return next(context);
        });
    }

    /// <summary>Our own files, and the one origin of the map's tiles when an operator has named it.</summary>
    internal static string PolicyFor(MapOptions map)
    {
        var tiles = map.Origin() is { } origin ? $" {origin}" : "";
        return $"{Common}; img-src 'self' data: blob:{tiles}; connect-src 'self'{tiles}";
    }
}
