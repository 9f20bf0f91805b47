using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Security.Audit;
using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tokens;

/// <summary>`/tokens/export.csv`: the filtered list as a file. It names drivers, so it is audited.</summary>
internal static class TokenExport
{
    public static void MapTokenExport(this IEndpointRouteBuilder routes) => routes.MapGet("/tokens/export.csv", WriteAsync).RequireAuthorization(Permissions.TokensRead).ExcludeFromDescription();

    internal static IReadOnlyList<CsvColumn<TokenEntry>> Columns(TimeZoneInfo zone, DateTimeOffset now) =>
    [
        new("token", token => token.IdToken),
        new("type", token => token.Type),
        new("status", token => token.Effective(now).ToString()),
        new("group", token => token.GroupId),
        new("driver", token => token.Driver),
        new("expires_at", token => CsvCell.Of(token.ExpiresAt, zone)),
        new("concurrent", token => token.Concurrent),
        new("note", token => token.Note),
    ];

    private static async Task WriteAsync(HttpContext context, AccessScope scope, TokenDirectory tokens, Formats formats, IAuditLog audit, TimeProvider time, string? q, string? status, string? type, string? group, string? sort)
    {
        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        await audit.WriteAsync(scope.Actor, "token.export", "token", "*", null, new { query = context.Request.QueryString.Value }, null, context.RequestAborted);
        await Csv.WriteAsync(context, "tokens", Columns(formats.Zone, time.GetUtcNow()), new TokenFilter(Given(q), Given(status), Given(type), Given(group), sort).Apply(tokens.All, time.GetUtcNow()));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
