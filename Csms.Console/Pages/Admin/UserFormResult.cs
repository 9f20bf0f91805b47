using Csms.Console.Security.Invitations;

namespace Csms.Console.Pages.Admin;

/// <summary>How the user form ended: a password or an invitation to hand over, or an error, or none of them.</summary>
internal sealed record UserFormResult(string Name, string? Password = null, string? Error = null, InvitationResult? Invitation = null);
