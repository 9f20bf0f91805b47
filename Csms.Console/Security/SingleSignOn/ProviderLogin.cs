namespace Csms.Console.Security.SingleSignOn;

/// <summary>What binds an account to a person at a provider.</summary>
/// <param name="Issuer">Which provider.</param>
/// <param name="Subject">Who there.</param>
/// <param name="Provider">What people call it.</param>
internal sealed record ProviderLogin(string Issuer, string Subject, string Provider);
