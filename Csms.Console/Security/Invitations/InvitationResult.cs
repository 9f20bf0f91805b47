using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Units;

namespace Csms.Console.Security.Invitations;

/// <summary>What became of an invitation.</summary>
/// <param name="Invitation">The row; null when it was refused.</param>
/// <param name="Link">The link, shown once; null when the mail server took it.</param>
/// <param name="MailFault">What the mail server said against it.</param>
/// <param name="Error">Why it was refused.</param>
internal sealed record InvitationResult(Invitation? Invitation, string? Link = null, Statement<SendAnswer>? MailFault = null, InvitationRefusal? Error = null);
