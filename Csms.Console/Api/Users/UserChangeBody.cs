namespace Csms.Console.Api.Users;

/// <summary>Body of PUT /api/v1/users/{id}: what is not named stays.</summary>
/// <param name="DisplayName">Name in the console, up to 120 characters.</param>
/// <param name="Grants">Roles; these replace all others.</param>
internal sealed record UserChangeBody(string? DisplayName, IReadOnlyList<GrantView>? Grants);
