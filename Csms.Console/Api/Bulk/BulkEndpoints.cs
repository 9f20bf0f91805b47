using System.Globalization;
using Csms.Console.Api.Certificates;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Quirks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Bulk;

/// <summary>`/api/v1/bulk-commands`: one command to many stations, staged, with its record.</summary>
internal static class BulkEndpoints
{
    private const int MaxBodyBytes = 2 * 1024 * 1024; // 20,000 identities
    private const int MaxReason = 200;

    public static void MapBulk(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/bulk-commands").WithTags("Bulk commands").RequireAuthorization(Permissions.StationsRead);
        group.MapPost("", StartAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes)).WithName("startBulkCommand").WithSummary("Sends a command to many stations, in steps.")
            .WithDescription("Beside the actions of OCPP 2.1 there are tasks, whose body is that of the endpoint of one station: password-change (a new password for each, shown nowhere), security-profile (the raise), local-list (its mode) and certificate-renewal. 202: it is under way; 200: the answer to dryRun. Each station is judged by itself: those that the key may not command, or that can't take the command, or be told all of its members, are left out and named; a body that OCPP 2.1 does not allow is 400. A certificate of InstallCertificate is checked first: one of an authority, not expired. 403 when the key may command none at all.")
            .TakesBody<BulkBody>().ProducesProblem(400).ProducesProblem(409);
        group.MapGet("", ListAsync).WithName("listBulkCommands").WithSummary("Bulk commands, newest first.").Takes("state", "open or over.").TakesPage();
        group.MapGet("/{id:guid}", GetAsync).WithName("getBulkCommand").WithSummary("A bulk command and how far it is.").ProducesProblem(404);
        group.MapGet("/{id:guid}/stations", StationsAsync).WithName("listBulkCommandStations").WithSummary("Its stations, each with its answer, in their order.")
            .Takes("state", "Only stations in this state.").TakesPage().ProducesProblem(404);
        group.MapPost("/{id:guid}/stop", StopAsync).WithName("stopBulkCommand").WithSummary("Stops it: nobody else gets the command, what waits for a station is withdrawn.")
            .TakesBody<BulkStopBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Accepted<BulkRunView>, Ok<BulkPreviewView>, ProblemHttpResult>> StartAsync(
        JsonBody body, AccessScope scope, LiveBoard board, SiteDirectory sites, QuirkBook quirks, BulkDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        if (BulkBodyReader.Read(reader, body, scope, board, sites, quirks, desk) is not { } asked) return Problem.Invalid(reader.Faults);
        if (CommandPermissions.Of(asked.Wish.Action) is var permission && !scope.Can(permission)) return Problem.Forbidden(permission);
        if (desk.Check(asked.Wish.Action, asked.Wish.Body).Fault is { } wrong) return Problem.Invalid(CertificateFault(wrong));
        if (BulkDesk.Refuse(asked.Wish.Action) is not null) return NotForMany();
        if (CommandText.HasCredentials(asked.Wish.Body)) return Credentials();
        if (desk.Refusal(asked.Wish.Action, asked.Wish.Body) is { } wrongBody) return Problem.Invalid(BodyFault(wrongBody));
        if (asked.DryRun) return TypedResults.Ok(BulkPreviewView.Of(desk.Preview(scope, asked.Wish.Action, asked.Wish.Stations, asked.Wish.Body)));
        var start = await desk.StartAsync(scope, asked.Wish, cancellation);
        return start.Refusal switch
        {
            null => TypedResults.Accepted($"/api/v1/bulk-commands/{start.Run!.Id}", BulkRunView.Of((await desk.FindAsync(scope, start.Run.Id, cancellation))!)),
            BulkRefusal.Secret => Problem.Invalid(new Dictionary<string, string[]> { ["body"] = ["A password is set station by station: the record of a bulk command keeps none."] }),
            BulkRefusal.NotForMany => NotForMany(),
            BulkRefusal.Credentials => Credentials(),
            BulkRefusal.Body => Problem.Invalid(BodyFault(start.Wrong!)),
            BulkRefusal.Certificate => Problem.Invalid(CertificateFault(start.CertificateFault!.Value)),
            BulkRefusal.Nobody => Problem.Of(StatusCodes.Status409Conflict, "Nothing was sent", "No station can take this command.", [new("preview", BulkPreviewView.Of(start.Preview))]),
            _ => throw new InvalidOperationException($"no refusal {start.Refusal}"),
        };
    }

    private static async Task<Results<Ok<Page<BulkRunView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, BulkStore store, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var state = query.Word("state", "open", "over");
        var before = query.Cursor<Guid>(Guid.TryParse);
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var read = await store.ListAsync(scope.SiteIds(Permissions.StationsRead), state is null ? null : state == "open", null, before, limit + 1, cancellation);
        return TypedResults.Ok(Page<BulkRunView>.Of(read, limit, BulkRunView.Of, each => each.Run.Id.ToString()));
    }

    private static async Task<Results<Ok<BulkRunView>, ProblemHttpResult>> GetAsync(Guid id, AccessScope scope, BulkDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(scope, id, cancellation) is { } found ? TypedResults.Ok(BulkRunView.Of(found)) : Missing(id);

    private static async Task<Results<Ok<Page<BulkItemView>>, ProblemHttpResult>> StationsAsync(
        Guid id, ApiQuery query, AccessScope scope, BulkDesk desk, BulkStore store, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var state = query.Word("state", [.. Enum.GetValues<BulkItemState>().Select(value => BulkRunView.Word(value))]);
        var after = query.Cursor(static (string text, out int position) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out position)) ?? -1;
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (await desk.FindAsync(scope, id, cancellation) is null) return Missing(id);
        IReadOnlyCollection<BulkItemState> states = state is null ? [] : [Enum.Parse<BulkItemState>(state, ignoreCase: true)];
        var read = await store.ItemsAsync(id, scope.SiteIds(Permissions.StationsRead), states, after, 0, limit + 1, cancellation);
        return TypedResults.Ok(Page<BulkItemView>.Of(read, limit, BulkItemView.Of, item => item.Position.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<BulkRunView>, ProblemHttpResult>> StopAsync(Guid id, JsonBody body, AccessScope scope, BulkDesk desk, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var reason = reader.Text("reason", MaxReason);
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var result = await desk.StopAsync(scope, id, reason.Value, cancellation);
        if (result is BulkStop.Missing || await desk.FindAsync(scope, id, cancellation) is not { } found) return Missing(id);
        return result switch
        {
            BulkStop.Done => TypedResults.Ok(BulkRunView.Of(found)),
            BulkStop.Denied => Problem.Forbidden(CommandPermissions.Of(found.Run.Action)),
            BulkStop.Over => Problem.Conflict("Nothing to stop", "It is stopped or over already."),
            _ => throw new InvalidOperationException($"no result {result}"),
        };
    }

    // Of many stations no one version is at fault: those that don't know the type are left out and named.
    private static Dictionary<string, string[]> CertificateFault(InstallFault fault) =>
        new() { [$"body.{InstallWords.Member(fault)}"] = [fault == InstallFault.Use ? $"One of: {string.Join(", ", InstallCheck.Uses)}." : InstallWords.Of(fault)] };

    private static Dictionary<string, string[]> BodyFault(CommandRefusal wrong) => new() { [wrong.Member is { Length: > 0 } member ? $"body.{member}" : "body"] = [wrong.Why.ToString()] };

    private static ProblemHttpResult NotForMany() => Problem.Invalid(new Dictionary<string, string[]> { ["action"] = ["This command is about one transaction, one person or one request of one station."] });

    private static ProblemHttpResult Credentials() => Problem.Invalid(new Dictionary<string, string[]>
    {
        ["body"] = ["An address names a user or a password, and the record of a bulk command keeps none: GetLog takes \"external:\" for the place outside that is configured, UpdateFirmware and PublishFirmware take \"image:\" and the id of an image."],
    });

    private static ProblemHttpResult Missing(Guid id) => Problem.NotFound("bulk command", id.ToString());
}
