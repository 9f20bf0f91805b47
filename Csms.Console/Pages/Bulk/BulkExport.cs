using System.Runtime.CompilerServices;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Pages.Bulk;

/// <summary>`/bulk/{id}/stations.csv`: the record of a run, station by station.</summary>
internal static class BulkExport
{
    private const int PageSize = 1000;

    public static void MapBulkExport(this IEndpointRouteBuilder routes) => routes.MapGet("/bulk/{id:guid}/stations.csv", WriteAsync).RequireAuthorization(Permissions.StationsRead).ExcludeFromDescription();

    internal static IReadOnlyList<CsvColumn<BulkItem>> Columns(CommandWords words, TimeZoneInfo zone) =>
    [
        new("station", item => item.Station.Value),
        new("site_id", item => item.SiteId),
        new("state", item => item.State.ToString()),
        new("left_out", item => item.LeftOut?.ToString()),
        new("answer", item => item.Answer),
        new("error", item => item.Fault is { } fault ? words.Say(fault) : null),
        new("observed", item => item.Sight is { } sight ? words.Say(sight) : null),
        new("given_at", item => CsvCell.Of(item.GivenAt, zone)),
        new("settled_at", item => CsvCell.Of(item.SettledAt, zone)),
        new("command_id", item => item.CommandId?.ToString()),
    ];

    private static async Task WriteAsync(HttpContext context, Guid id, AccessScope scope, BulkDesk desk, BulkStore store, CommandWords words, Formats formats, string? state)
    {
        if (await desk.FindAsync(scope, id, context.RequestAborted) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        formats.UseZone(context.User.FindFirst(ConsoleClaims.Zone)?.Value);
        var states = BulkWords.Groups.FirstOrDefault(group => group.Key == state).Value ?? [];
        await Csv.WriteAsync(context, "bulk-command", Columns(words, formats.Zone), ReadAsync(store, id, scope.SiteIds(Permissions.StationsRead), states, context.RequestAborted));
    }

    private static async IAsyncEnumerable<BulkItem> ReadAsync(BulkStore store, Guid id, IReadOnlyCollection<string>? sites, BulkItemState[] states, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var after = -1; ;)
        {
            var page = await store.ItemsAsync(id, sites, states, after, 0, PageSize, cancellation);
            foreach (var item in page) yield return item;
            if (page.Count < PageSize) yield break;
            after = page[^1].Position;
        }
    }
}
