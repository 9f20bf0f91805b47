namespace Csms.Console.Security.Accounts;

/// <summary>What a new account shall be.</summary>
internal sealed record NewAccount(string Email, string DisplayName, string Password, IReadOnlyList<GrantWish> Grants, bool MustChangePassword);
