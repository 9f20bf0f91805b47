using Csms.Console.Security;

namespace Csms.Console.Api.Users;

/// <summary>Somebody with an account.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Email">Address.</param>
/// <param name="DisplayName">Name in the console.</param>
/// <param name="Grants">Roles.</param>
/// <param name="Locked">May not sign in.</param>
/// <param name="HasPassword">Signs in with a password.</param>
/// <param name="Provider">The provider of identities that the account is bound to; null: none.</param>
/// <param name="HasSecondFactor">Has set up a second factor.</param>
/// <param name="MustChangePassword">The password was given by somebody else.</param>
/// <param name="CreatedAt">When the account was made.</param>
/// <param name="LastSignInAt">Last time the password was right.</param>
internal sealed record UserView(
    Guid Id, string Email, string DisplayName, IReadOnlyList<GrantView> Grants, bool Locked, bool HasPassword, string? Provider, bool HasSecondFactor, bool MustChangePassword, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt)
{
    public static UserView Of(ConsoleUser user, string? provider, DateTimeOffset now) => new(
        user.Id, user.Email ?? "", user.DisplayName, [.. UserDesk.Held(user).Select(GrantView.Of).OrderBy(grant => grant.SiteId).ThenBy(grant => grant.Role)], user.LockoutEnd > now, user.PasswordHash is not null, provider,
        user.TwoFactorEnabled, user.MustChangePassword, user.CreatedAt, user.LastSignInAt);
}
