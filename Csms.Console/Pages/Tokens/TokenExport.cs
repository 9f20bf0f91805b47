using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tokens;

/// <summary>`/tokens/export.csv`: the filtered list as a file. It names drivers, so it is audited.</summary>
internal static class TokenExport
{
    public static void MapTokenExport(this IEndpointRouteBuilder routes) => routes.MapGet("/tokens/export.csv", WriteAsync).RequireAuthorization(Permissions.TokensRead).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, AccessScope scope, TokenDirectory tokens, Formats formats, IAuditLog audit, TimeProvider time, string? q, string? status, string? type, string? group, string? sort)
    {
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        await audit.WriteAsync(scope.Actor, "token.export", "token", "*", null, new { query = context.Request.QueryString.Value }, null, context.RequestAborted);
        await Csv.WriteAsync(context, "tokens", TokenCsv.Columns(formats.Zone, time.GetUtcNow()), new TokenFilter(Given(q), Given(status), Given(type), Given(group), sort).Apply(tokens.All, time.GetUtcNow()));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
