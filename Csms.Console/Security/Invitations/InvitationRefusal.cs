namespace Csms.Console.Security.Invitations;

/// <summary>Why somebody was not invited.</summary>
internal enum InvitationRefusal
{
    /// <summary>The address has an account.</summary>
    HasAccount,
    /// <summary>The address has been invited already.</summary>
    Invited,
    /// <summary>Withdrawn or accepted meanwhile.</summary>
    Gone,
    /// <summary>Its roles hold more than the caller has.</summary>
    NotYours,
}
