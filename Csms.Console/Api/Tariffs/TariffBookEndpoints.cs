using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Tariffs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Tariffs;

/// <summary>`/api/v1/tariffs`: tariffs by which sessions are priced (CONTRACTS 18).</summary>
internal static class TariffBookEndpoints
{
    private const int MaxBodyBytes = 512 * 1024; // a hundred prices in each part

    public static void MapTariffBook(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/tariffs").WithTags("Tariffs");
        group.MapGet("", List).RequireAuthorization(Permissions.TariffsRead).WithName("listTariffs").WithSummary("Tariffs by identity, each with its newest version.")
            .Takes("search", "Part of identity, name or a group.").Takes("retired", "true: only retired ones; false: only the others; left out: both.").Takes("site", "Only those that stations of this site can be given.").TakesPage();
        group.MapGet("/{id}", Get).RequireAuthorization(Permissions.TariffsRead).WithName("getTariff").WithSummary("A tariff with its newest version, and how many are given it.").ProducesProblem(404);
        group.MapGet("/{id}/versions", Versions).RequireAuthorization(Permissions.TariffsRead).WithName("listTariffVersions").WithSummary("All versions of a tariff, newest first.").TakesPage().ProducesProblem(404);
        group.MapGet("/{id}/versions/{version:int}", Version).RequireAuthorization(Permissions.TariffsRead).WithName("getTariffVersion").WithSummary("A version of a tariff: sessions name the one that they are priced by.").ProducesProblem(404);
        group.MapPut("/{id}", PutAsync).RequireAuthorization(Permissions.TariffsWrite).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes)).TakesBody<TariffPutBody>().WithName("putTariff")
            .WithSummary("Enters a tariff or changes what its body names.")
            .WithDescription("Who pays which, most particular first: that of the token, of its group, of the station, of the site; without any a session is not priced. Times of day and days are read in the zone of the site.")
            .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413);
        group.MapDelete("/{id}", DeleteAsync).RequireAuthorization(Permissions.TariffsWrite).WithName("deleteTariff").WithSummary("Deletes a tariff that nobody was ever given.")
            .WithDescription("409: somebody was given it, and there may be sessions by it; retire it instead (PUT with retired).").ProducesProblem(404).ProducesProblem(409);
        group.MapTariffPreview();
    }

    private static Results<Ok<Page<TariffView>>, ProblemHttpResult> List(ApiQuery query, AccessScope scope, TariffDesk desk, TimeProvider time)
    {
        var limit = query.Limit();
        var after = query.Cursor();
        var search = query.Text("search");
        var retired = query.Word("retired", "true", "false");
        var site = query.Text("site");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = desk.Seen(scope)
            .Where(tariff => after is null || string.CompareOrdinal(tariff.Id, after) > 0)
            .Where(tariff => retired is null || tariff.Retired == (retired == "true"))
            .Where(tariff => site is null || tariff.Fits(site))
            .Where(tariff => search is null || Has(tariff.Id, search) || Has(tariff.Name, search) || tariff.Groups.Any(name => Has(name, search)))
            .OrderBy(tariff => tariff.Id, StringComparer.Ordinal).Take(limit + 1).ToList();
        var (uses, withTokens, now) = (desk.Uses(scope), scope.Can(Permissions.TokensRead), time.GetUtcNow());
        return TypedResults.Ok(Page<TariffView>.Of(page, limit, tariff => TariffView.Of(tariff, uses.GetValueOrDefault(tariff.Id, TariffUse.None), withTokens, now), tariff => tariff.Id));
    }

    private static Results<Ok<TariffView>, ProblemHttpResult> Get(string id, AccessScope scope, TariffDesk desk, TimeProvider time) =>
        desk.Find(scope, id) is { } tariff ? TypedResults.Ok(View(desk, scope, tariff, time)) : Missing(id);

    private static Results<Ok<Page<TariffVersionView>>, ProblemHttpResult> Versions(string id, ApiQuery query, AccessScope scope, TariffDesk desk)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return desk.Find(scope, id) is { } tariff ? TypedResults.Ok(Page<TariffVersionView>.From([.. tariff.Versions.Reverse()], skip, limit, TariffVersionView.Of)) : Missing(id);
    }

    private static Results<Ok<TariffVersionView>, ProblemHttpResult> Version(string id, int version, AccessScope scope, TariffDesk desk)
    {
        if (desk.Find(scope, id) is not { } tariff) return Missing(id);
        return tariff.Version(version) is { } found ? TypedResults.Ok(TariffVersionView.Of(found)) : Problem.NotFound("version of this tariff", $"{version}");
    }

    private static async Task<Results<Ok<TariffView>, Created<TariffView>, ProblemHttpResult>> PutAsync(
        string id, JsonBody body, AccessScope scope, TariffDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var change = TariffPutReader.Read(body, out var faults);
        if (faults.Count > 0) return Problem.Invalid(faults);
        var saved = await desk.PutAsync(scope, id, change, cancellation);
        if (saved.Written is not { } written) return Problem.Invalid(saved.Faults.ToDictionary(fault => fault.Key, fault => (string[])[fault.Value.ToString()]));
        if (written.Refusal is { } refusal) return Refused(id, refusal, written);
        var view = View(desk, scope, written.After!, time);
        return written.Before is null ? TypedResults.Created($"/api/v1/tariffs/{Uri.EscapeDataString(id)}", view) : TypedResults.Ok(view);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(string id, AccessScope scope, TariffDesk desk, CancellationToken cancellation)
    {
        if (desk.Find(scope, id) is null) return Missing(id);
        var written = await desk.DeleteAsync(scope, id, null, cancellation);
        return written.Refusal is { } refusal ? Refused(id, refusal, written) : TypedResults.NoContent();
    }

    private static ProblemHttpResult Refused(string id, TariffRefusal refusal, TariffWritten written) => refusal switch
    {
        TariffRefusal.NotAllowed => Problem.Forbidden(Permissions.TariffsWrite),
        TariffRefusal.Missing => Missing(id),
        TariffRefusal.Stale => Problem.Of(StatusCodes.Status409Conflict, "Not the newest version", written.Before is { } now ? $"The tariff {id} has version {now.Current.Tariff.Version}, revision {now.Revision}, by now." : $"There is no tariff {id} yet, or somebody enters it at this moment.",
            [new("version", written.Before?.Current.Tariff.Version), new("revision", written.Before?.Revision)]),
        TariffRefusal.GroupTaken when written.Group is null => Problem.Invalid(new Dictionary<string, string[]> { ["groups"] = ["Two of the groups are the same, or another tariff was given one of them at this moment."] }),
        TariffRefusal.GroupTaken => Problem.Invalid(new Dictionary<string, string[]> { ["groups"] = [$"The group {written.Group} belongs to the tariff {written.OtherTariff}: a group belongs to one tariff at most."] }),
        TariffRefusal.InUse => Problem.Conflict("Somebody was given it", $"The tariff {id} was given to somebody: there may be sessions by it. It can be retired."),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "no refusal of a tariff"),
    };

    private static TariffView View(TariffDesk desk, AccessScope scope, TariffEntry tariff, TimeProvider time) =>
        TariffView.Of(tariff, desk.Uses(scope).GetValueOrDefault(tariff.Id, TariffUse.None), scope.Can(Permissions.TokensRead), time.GetUtcNow());

    private static ProblemHttpResult Missing(string id) => Problem.NotFound("tariff", id);

    private static bool Has(string text, string search) => text.Contains(search, StringComparison.OrdinalIgnoreCase);
}
