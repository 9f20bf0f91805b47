using Csms.Console.Security.Accounts;
using Csms.Console.Security.Invitations;

namespace Csms.Console.Api.Users;

/// <summary>Somebody who was invited and has not come yet.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Email">Address.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="Grants">Roles.</param>
/// <param name="InvitedBy">Who invited.</param>
/// <param name="CreatedAt">When the link was made.</param>
/// <param name="ExpiresAt">When it stops working.</param>
/// <param name="MailedAt">When the mail server took it; null: the link has to be handed over.</param>
/// <param name="Link">The link to hand over: only in the answer that made it, and not when it went by mail. A path on this console where Csms:PublicUrl is not set.</param>
/// <param name="MailFault">What the mail server said against it.</param>
internal sealed record InvitationView(
    Guid Id, string Email, string DisplayName, IReadOnlyList<GrantView> Grants, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? MailedAt, string? Link, string? MailFault)
{
    public static InvitationView Of(Invitation invitation) => Of(new InvitationResult(invitation));

    public static InvitationView Of(InvitationResult result) => new(
        result.Invitation!.Id, result.Invitation.Email, result.Invitation.DisplayName, [.. result.Invitation.Grants.Select(GrantWish.Parse).OfType<GrantWish>().Select(GrantView.Of)], result.Invitation.InvitedBy,
        result.Invitation.CreatedAt, result.Invitation.ExpiresAt, result.Invitation.MailedAt, result.Link, result.MailFault?.ToString());
}
