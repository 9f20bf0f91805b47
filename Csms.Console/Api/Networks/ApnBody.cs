namespace Csms.Console.Api.Networks;

/// <summary>Access point of the mobile network (APNType).</summary>
/// <param name="Apn">Its name.</param>
/// <param name="Authentication">PAP, CHAP, NONE or AUTO; default AUTO.</param>
/// <param name="User">User.</param>
/// <param name="Password">Password.</param>
internal sealed record ApnBody(string Apn, string? Authentication, string? User, string? Password);
