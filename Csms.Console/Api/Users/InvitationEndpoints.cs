using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Security.Invitations;
using Csms.Engine.Energy;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Users;

/// <summary>`/api/v1/invitations`: people who may make an account for themselves. A key of some sites sees and makes those of these sites.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/invitations").RequireAuthorization(Permissions.UsersManage).WithTags("Users");
        group.MapGet("", ListAsync).WithName("listInvitations").WithSummary("Those who were invited and have not come yet, newest first.").TakesPage();
        group.MapPost("", PostAsync).TakesBody<UserBody>().WithName("invite").WithSummary("Invites a person: by mail where a mail server and Csms:PublicUrl are set, else with a link to hand over; without Csms:PublicUrl the link is a path on this console. It works once and for a week.").ProducesProblem(400).ProducesProblem(409);
        group.MapPost("/{id:guid}/renew", RenewAsync).WithName("renewInvitation").WithSummary("Sends a new link, or makes one to hand over; the old one stops working.").ProducesProblem(404);
        group.MapDelete("/{id:guid}", DeleteAsync).WithName("withdrawInvitation").WithSummary("Takes an invitation back.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<Page<InvitationView>>, ProblemHttpResult>> ListAsync(ApiQuery query, AccessScope scope, UserDesk desk, CancellationToken cancellation)
    {
        var (limit, skip) = (query.Limit(), query.Skip());
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        return TypedResults.Ok(Page<InvitationView>.From(await desk.InvitationsAsync(scope, cancellation), skip, limit, InvitationView.Of));
    }

    private static async Task<Results<Created<InvitationView>, ProblemHttpResult>> PostAsync(
        JsonBody body, AccessScope scope, UserDesk desk, SiteDirectory sites, IConfiguration configuration, CancellationToken cancellation)
    {
        var reader = new BodyReader(body);
        if (reader.Person(body, sites) is not { } person) return Problem.Invalid(reader.Faults);
        var result = await desk.InviteAsync(new NewInvitation(person.Email, person.Name, person.Grants), scope, ConsoleAddress.Of(configuration), cancellation);
        return result.Invitation is { } made ? TypedResults.Created($"/api/v1/invitations/{made.Id}", InvitationView.Of(result)) : Refused(result.Error, default);
    }

    private static async Task<Results<Ok<InvitationView>, ProblemHttpResult>> RenewAsync(Guid id, AccessScope scope, UserDesk desk, IConfiguration configuration, CancellationToken cancellation)
    {
        var result = await desk.RenewAsync(id, scope, ConsoleAddress.Of(configuration), cancellation);
        return result.Invitation is not null ? TypedResults.Ok(InvitationView.Of(result)) : Refused(result.Error, id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(Guid id, AccessScope scope, UserDesk desk, CancellationToken cancellation) =>
        await desk.WithdrawAsync(id, scope, cancellation) is { } refusal ? Refused(refusal, id) : TypedResults.NoContent();

    private static ProblemHttpResult Refused(InvitationRefusal? refusal, Guid id) => refusal switch
    {
        InvitationRefusal.HasAccount => Problem.Conflict("Not invited", "The address has an account."),
        InvitationRefusal.Invited => Problem.Conflict("Not invited", "The address has been invited: renew that invitation."),
        InvitationRefusal.NotYours => Problem.Of(StatusCodes.Status403Forbidden, "Not yours to give or touch", "The roles hold more than the caller."),
        _ => Problem.NotFound("invitation", id.ToString()),
    };
}
