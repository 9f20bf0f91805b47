namespace Csms.Console.Api.Users;

/// <summary>A password that was given; it is in this answer and never again, and the next sign-in asks for another.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Password">The password.</param>
internal sealed record GivenPasswordView(Guid UserId, string Password);
