namespace Csms.Console.Security.Invitations;

/// <summary>Somebody who may make an account for themselves. The link is kept only as a hash.</summary>
public sealed class Invitation
{
    /// <summary>Row id.</summary>
    public Guid Id { get; set; }
    /// <summary>E-mail of the account to be.</summary>
    public string Email { get; set; } = "";
    /// <summary>The same in upper case: one invitation an address.</summary>
    public string NormalizedEmail { get; set; } = "";
    /// <summary>Name of the account to be; the person may change it.</summary>
    public string DisplayName { get; set; } = "";
    /// <summary>"Operator", "Technician@NORTH".</summary>
    public List<string> Grants { get; set; } = [];
    /// <summary>SHA-256 of the token: 32 bytes. A token has 256 random bits, so a slow hash would add nothing.</summary>
    public byte[] TokenHash { get; set; } = [];
    /// <summary>Who invited, by name.</summary>
    public string InvitedBy { get; set; } = "";
    /// <summary>When the link was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When the link stops working, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
    /// <summary>When the mail server took it, UTC; null: the link was handed over by a person.</summary>
    public DateTimeOffset? MailedAt { get; set; }
}
