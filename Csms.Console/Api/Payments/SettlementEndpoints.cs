using System.Globalization;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Engine.Payments;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Payments;

/// <summary>`/api/v1/settlements`: what stations tell of payments at their terminals (OCPP 2.1 NotifySettlement).</summary>
internal static class SettlementEndpoints
{
    private static readonly string[] Words = [.. Enum.GetValues<SettlementStatus>().Select(SettlementView.Word)];

    public static void MapSettlements(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/settlements").WithTags("Payments");
        group.MapGet("", ListAsync).RequireAuthorization(Permissions.PaymentsRead).WithName("listSettlements").WithSummary("Payments at terminals, newest first.")
            .WithDescription("Of each payment the latest that its station told; with history=true everything it told.")
            .TakesPage().Takes("station", "Only of this station.").Takes("session", "Only of this session, by its number.").Takes("status", "settled, canceled, rejected or failed.")
            .Takes("from", "At or after.").Takes("to", "Before.").Takes("search", "Part of station, payment reference, transaction or receipt number; of less than three letters the beginning of the former two, the whole of the latter.").Takes("history", "true: every telling, also what a later one replaced.");
        group.MapGet("/{id:long}", GetAsync).RequireAuthorization(Permissions.PaymentsRead).WithName("getSettlement").WithSummary("A payment at a terminal, with everything that was told of it.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<SettlementView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, SettlementBook book, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var sites = scope.Sites(Permissions.PaymentsRead);
        var wanted = new SettlementQuery
        {
            Station = query.Text("station"),
            Sites = sites.All ? null : [.. sites.Ids],
            Session = query.Integer("session", 1, int.MaxValue) is { } session ? new SessionId(session) : null,
            Status = query.Word("status", Words) is { } word ? Enum.Parse<SettlementStatus>(word, ignoreCase: true) : null,
            From = query.Time("from"),
            To = query.Time("to"),
            Search = query.Text("search"),
            CurrentOnly = query.Word("history", "true", "false") != "true",
            After = query.Cursor<ListPlace>(ListPlace.TryParse),
            Limit = limit + 1,
        };
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var rows = await book.ListAsync(wanted, cancellation);
        return TypedResults.Ok(Page<SettlementView>.Of(rows, limit, SettlementView.Of, row => new ListPlace(row.At, row.Id).ToString()));
    }

    private static async Task<Results<Ok<SettlementView>, ProblemHttpResult>> GetAsync(long id, AccessScope scope, SettlementBook book, StationDirectory stations, CancellationToken cancellation)
    {
        if (await book.FindAsync(id, cancellation) is not { } found || !scope.Can(Permissions.PaymentsRead, stations.Find(found.Station)?.Profile.SiteId))
            return Problem.NotFound("settlement", id.ToString(CultureInfo.InvariantCulture));
        var told = await book.HistoryAsync(found, cancellation);
        return TypedResults.Ok(SettlementView.Of(found) with { History = [.. told.OrderByDescending(each => each.ReceivedAt).Select(SettlementView.Of)] });
    }
}
