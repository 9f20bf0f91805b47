using Csms.Console.Security.SingleSignOn;

namespace Csms.Console.Security.Accounts;

/// <summary>What a new account shall be.</summary>
/// <param name="Email">Address, unique.</param>
/// <param name="DisplayName">Name in the console and in the audit log.</param>
/// <param name="Password">Password; null: the person comes from a provider.</param>
/// <param name="Grants">Roles.</param>
/// <param name="MustChangePassword">The password was given by someone else.</param>
/// <param name="Login">Who it is at the provider; null: nobody.</param>
internal sealed record NewAccount(string Email, string DisplayName, string? Password, IReadOnlyList<GrantWish> Grants, bool MustChangePassword, ProviderLogin? Login = null);
