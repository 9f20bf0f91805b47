using Csms.Console.Security.Accounts;

namespace Csms.Console.Security.Invitations;

/// <summary>Who shall be invited to what.</summary>
internal sealed record NewInvitation(string Email, string DisplayName, IReadOnlyList<GrantWish> Grants);
