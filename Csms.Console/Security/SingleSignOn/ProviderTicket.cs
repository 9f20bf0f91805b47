namespace Csms.Console.Security.SingleSignOn;

/// <summary>A sign-in with the provider on its way in.</summary>
/// <param name="Identity">Who it is there.</param>
/// <param name="IdToken">The token, for signing out there; null: none was kept.</param>
/// <param name="Invitation">The link that the person came with.</param>
internal sealed record ProviderTicket(ProviderIdentity Identity, string? IdToken, string? Invitation);
