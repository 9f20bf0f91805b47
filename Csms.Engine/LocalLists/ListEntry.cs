namespace Csms.Engine.LocalLists;

/// <summary>A token on a local authorization list (AuthorizationData of OCPP 2.1 part 2).</summary>
/// <param name="IdToken">The text; compared without regard to case.</param>
/// <param name="Type">In OCPP 2.1's words; Central where 1.6 has none.</param>
/// <param name="Info">idTokenInfo as JSON text, as it is written here.</param>
public sealed record ListEntry(string IdToken, string Type, string Info);
