using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.FieldWork;
using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Csms.Console.Api.Jobs;

/// <summary>`/api/v1/jobs`: work in the field, its links and what its checks have found.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", ListAsync).RequireAuthorization(Permissions.JobsRead).WithName("listJobs").WithSummary("Jobs in the field, newest first.")
            .Takes("state", "open: the link works; over: it is expired or closed.").Takes("station", "Only jobs about this station.").TakesPage();
        jobs.MapPost("", OpenAsync).RequireAuthorization(Permissions.JobsWrite).WithName("createJob").WithSummary("Makes a job. Its link is in this answer only.")
            .TakesBody<JobBody>().ProducesProblem(400).ProducesProblem(404);
        jobs.MapGet("/{id:guid}", GetAsync).RequireAuthorization(Permissions.JobsRead).WithName("getJob").WithSummary("A job.").ProducesProblem(404);
        jobs.MapGet("/{id:guid}/results", ResultsAsync).RequireAuthorization(Permissions.JobsRead).WithName("listJobResults").WithSummary("The checklists of a job, line by line.").ProducesProblem(404);
        jobs.MapPost("/{id:guid}/renew", RenewAsync).RequireAuthorization(Permissions.JobsWrite).WithName("renewJob").WithSummary("Gives a job a new link; the one before opens nothing any more. 409 when it is closed.")
            .TakesBody<RenewBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        jobs.MapPost("/{id:guid}/close", CloseAsync).RequireAuthorization(Permissions.JobsWrite).WithName("closeJob").WithSummary("Closes a job: its link opens nothing any more. 409 when that was done.").ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<Page<JobView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, JobDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        var limit = query.Limit();
        var before = query.Cursor<Guid>(Guid.TryParse);
        var state = query.Word("state", "open", "over");
        var station = query.Text("station");
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var page = await desk.ListAsync(scope, state is null ? null : state == "open", station, before, limit + 1, cancellation);
        var now = time.GetUtcNow();
        return TypedResults.Ok(Page<JobView>.Of(page, limit, job => JobView.Of(job, now), job => job.Id.ToString()));
    }

    private static async Task<Results<Created<JobView>, ProblemHttpResult>> OpenAsync(
        JsonBody body, AccessScope scope, JobDesk desk, TimeProvider time, HttpContext context, IOptions<PublicOptions> options, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var title = reader.Text("title", FieldDesk.MostTitle, nullable: false);
        var expires = reader.Time("expiresAt");
        var stations = StationsOf(body, reader);
        if (title.Value is null) reader.Fault("title", "A title is needed.");
        if (expires.Value is null) reader.Fault("expiresAt", "The end of the link is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var (job, link, refusal) = await desk.OpenAsync(scope, new JobWish(title.Value!, stations, expires.Value!.Value), cancellation);
        return job is null ? Refused(refusal, "") : TypedResults.Created($"/api/v1/jobs/{job.Id}", JobView.Of(job, time.GetUtcNow(), AddressOf(link!, context, options)));
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> GetAsync(Guid id, AccessScope scope, JobDesk desk, TimeProvider time, CancellationToken cancellation) =>
        await desk.FindAsync(scope, id, cancellation) is { } job ? TypedResults.Ok(JobView.Of(job, time.GetUtcNow())) : Problem.NotFound("job", id.ToString());

    private static async Task<Results<Ok<IReadOnlyList<ResultView>>, ProblemHttpResult>> ResultsAsync(
        Guid id, AccessScope scope, JobDesk desk, FieldDesk field, StationDirectory stations, CancellationToken cancellation)
    {
        if (await desk.FindAsync(scope, id, cancellation) is not { } job) return Problem.NotFound("job", id.ToString());
        var results = (await field.ResultsAsync([id], cancellation)).ToDictionary(result => (result.Station, result.Item));
        IReadOnlyList<ResultView> lines =
        [
            .. job.Stations.SelectMany(station => FieldItem.Of(stations.Find(station.Id)).Select(item => ResultView.Of(station.Id.Value, item, results.GetValueOrDefault((station.Id, item))))),
        ];
        return TypedResults.Ok(lines);
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> RenewAsync(
        Guid id, JsonBody body, AccessScope scope, JobDesk desk, TimeProvider time, HttpContext context, IOptions<PublicOptions> options, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        var expires = reader.Time("expiresAt");
        if (expires.Value is null) reader.Fault("expiresAt", "The end of the link is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var (link, refusal) = await desk.RenewAsync(scope, id, expires.Value!.Value, cancellation);
        if (link is null) return Refused(refusal, id.ToString());
        return await desk.FindAsync(scope, id, cancellation) is { } job ? TypedResults.Ok(JobView.Of(job, time.GetUtcNow(), AddressOf(link, context, options))) : Problem.NotFound("job", id.ToString());
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> CloseAsync(Guid id, AccessScope scope, JobDesk desk, TimeProvider time, CancellationToken cancellation)
    {
        if (await desk.CloseAsync(scope, id, cancellation) is not JobRefusal.None and var refusal) return Refused(refusal, id.ToString());
        return await desk.FindAsync(scope, id, cancellation) is { } job ? TypedResults.Ok(JobView.Of(job, time.GetUtcNow())) : Problem.NotFound("job", id.ToString());
    }

    private static List<StationId> StationsOf(JsonBody body, BodyReader reader)
    {
        var stations = new List<StationId>();
        if (!body.Root.TryGetProperty("stations", out var list) || list.ValueKind != System.Text.Json.JsonValueKind.Array || list.GetArrayLength() is 0 or > FieldDesk.MostStations)
        {
            reader.Fault("stations", $"A list of 1 to {FieldDesk.MostStations} identities is needed.");
            return stations;
        }

        foreach (var each in list.EnumerateArray())
        {
            if (each.ValueKind == System.Text.Json.JsonValueKind.String && StationId.TryParse(each.GetString(), out var id)) stations.Add(id);
            else reader.Fault("stations", $"{each} is no identity of a station.");
        }

        return stations;
    }

    private static string AddressOf(string link, HttpContext context, IOptions<PublicOptions> options) =>
        $"{(options.Value.PublicUrl is { Length: > 0 } known ? known.TrimEnd('/') : $"{context.Request.Scheme}://{context.Request.Host}")}/job/{link}";

    private static ProblemHttpResult Refused(JobRefusal refusal, string id) => refusal switch
    {
        JobRefusal.Missing when id.Length == 0 => Problem.Of(StatusCodes.Status404NotFound, "No such station", "One of the stations does not exist."),
        JobRefusal.Missing => Problem.NotFound("job", id),
        JobRefusal.Denied => Problem.Forbidden(Permissions.JobsWrite),
        JobRefusal.Closed => Problem.Conflict("Nothing to do", "The job is closed."),
        JobRefusal.Expiry => Problem.Invalid(new Dictionary<string, string[]> { ["expiresAt"] = ["It is to be ahead, by at most 90 days."] }),
        JobRefusal.Title => Problem.Invalid(new Dictionary<string, string[]> { ["title"] = ["A title is needed."] }),
        _ => Problem.Invalid(new Dictionary<string, string[]> { ["stations"] = ["At least one station is needed."] }),
    };
}
