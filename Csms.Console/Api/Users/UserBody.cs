namespace Csms.Console.Api.Users;

/// <summary>A person.</summary>
/// <param name="Email">Address; can't be changed afterwards.</param>
/// <param name="DisplayName">Name in the console, up to 120 characters.</param>
/// <param name="Grants">Roles; at least one of a new person.</param>
internal sealed record UserBody(string? Email, string? DisplayName, IReadOnlyList<GrantView>? Grants);
