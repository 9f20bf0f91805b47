using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Notices;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Incidents;

/// <summary>`/api/v1/notification-channels`: who is told of incidents. Secrets are written and never read.</summary>
internal static class ChannelEndpoints
{
    private const int MostGivenUp = 100;

    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/notification-channels").RequireEverywhere(Permissions.SettingsManage).WithTags("Incidents");
        group.MapGet("", ListAsync).WithName("listChannels").WithSummary("Notification channels by name, without their secrets.").TakesPage();
        group.MapGet("/{id:guid}", GetAsync).WithName("getChannel").WithSummary("A channel.").ProducesProblem(404);
        group.MapPost("", PostAsync).TakesBody<ChannelBody>().WithName("addChannel").WithSummary("Adds a channel.").ProducesProblem(400);
        group.MapPut("/{id:guid}", PutAsync).TakesBody<ChannelBody>().WithName("putChannel").WithSummary("Changes what its body names; a secret that is not named stays.").ProducesProblem(400).ProducesProblem(404);
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteChannel").WithSummary("Removes a channel and what it has waiting.").ProducesProblem(404);
        group.MapPost("/{id:guid}/test", TestAsync).WithName("testChannel").WithSummary("Sends a test now, whatever filters and quiet hours say, and tells what the other side said.").ProducesProblem(404);
        group.MapGet("/{id:guid}/given-up", GivenUpAsync).WithName("listGivenUpNotices").WithSummary("Notices that were given up, the latest hundred.").ProducesProblem(404);
        group.MapPost("/{id:guid}/retry", RetryAsync).WithName("retryNotices").WithSummary("Sends notices that were given up again.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<ChannelView>>, ProblemHttpResult>> ListAsync(ApiQuery query, ChannelDirectory channels, Outbox outbox, CancellationToken cancellation)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var all = channels.All;
        var queues = new Dictionary<Guid, (int Waiting, int Failed)>();
        foreach (var entry in all.Skip(skip).Take(limit)) queues[entry.Channel.Id] = await outbox.CountAsync(entry.Channel.Id, cancellation);
        return TypedResults.Ok(Page<ChannelView>.From(all, skip, limit, entry => ChannelView.Of(entry, queues[entry.Channel.Id])));
    }

    private static async Task<Results<Ok<ChannelView>, ProblemHttpResult>> GetAsync(Guid id, ChannelDirectory channels, Outbox outbox, CancellationToken cancellation) =>
        channels.Find(id) is { } entry ? TypedResults.Ok(ChannelView.Of(entry, await outbox.CountAsync(id, cancellation))) : NotFound(id);

    private static async Task<Results<Created<ChannelView>, ProblemHttpResult>> PostAsync(JsonBody body, AccessScope scope, NoticeDesk desk, ChannelDirectory channels, SiteDirectory sites, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        if (ChannelWish.Read(reader, body, null, sites) is not { } wish) return Problem.Invalid(reader.Faults);
        if (!await desk.SaveAsync(wish.Channel, wish.Secret, scope, cancellation)) return Problem.Forbidden(Permissions.SettingsManage);
        return TypedResults.Created($"/api/v1/notification-channels/{wish.Channel.Id}", ChannelView.Of(channels.Find(wish.Channel.Id)!, default));
    }

    private static async Task<Results<Ok<ChannelView>, ProblemHttpResult>> PutAsync(
        Guid id, JsonBody body, AccessScope scope, NoticeDesk desk, ChannelDirectory channels, Outbox outbox, SiteDirectory sites, CancellationToken cancellation)
    {
        if (channels.Find(id) is not { } before) return NotFound(id);
        var reader = new BodyReader(body);
        if (ChannelWish.Read(reader, body, before, sites) is not { } wish) return Problem.Invalid(reader.Faults);
        if (!await desk.SaveAsync(wish.Channel, wish.Secret, scope, cancellation)) return Problem.Forbidden(Permissions.SettingsManage);
        return channels.Find(id) is { } after ? TypedResults.Ok(ChannelView.Of(after, await outbox.CountAsync(id, cancellation))) : NotFound(id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AccessScope scope, NoticeDesk desk, ChannelDirectory channels, CancellationToken cancellation)
    {
        if (channels.Find(id) is null) return NotFound(id);
        return await desk.DeleteAsync(id, scope, cancellation) ? TypedResults.NoContent() : Problem.Forbidden(Permissions.SettingsManage);
    }

    private static async Task<Results<Ok<ChannelTestView>, ProblemHttpResult>> TestAsync(Guid id, AccessScope scope, NoticeDesk desk, ChannelDirectory channels, CancellationToken cancellation)
    {
        if (channels.Find(id) is not { } entry) return NotFound(id);
        return await desk.TestAsync(entry, scope, cancellation) is { } result ? TypedResults.Ok(new ChannelTestView(result.Ok, result.Said.ToString())) : Problem.Forbidden(Permissions.SettingsManage);
    }

    private static async Task<Results<Ok<IReadOnlyList<GivenUpView>>, ProblemHttpResult>> GivenUpAsync(Guid id, ChannelDirectory channels, Outbox outbox, CancellationToken cancellation)
    {
        if (channels.Find(id) is null) return NotFound(id);
        IReadOnlyList<GivenUpView> given = [.. (await outbox.FailedAsync(id, MostGivenUp, cancellation)).Select(GivenUpView.Of)];
        return TypedResults.Ok(given);
    }

    private static async Task<Results<Ok<ChannelRetryView>, ProblemHttpResult>> RetryAsync(Guid id, AccessScope scope, NoticeDesk desk, ChannelDirectory channels, CancellationToken cancellation)
    {
        if (channels.Find(id) is not { } entry) return NotFound(id);
        return await desk.RetryAsync(entry, scope, cancellation) is { } count ? TypedResults.Ok(new ChannelRetryView(count)) : Problem.Forbidden(Permissions.SettingsManage);
    }

    private static ProblemHttpResult NotFound(Guid id) => Problem.NotFound("notification channel", id.ToString());
}
