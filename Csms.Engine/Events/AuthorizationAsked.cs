namespace Csms.Engine.Events;

/// <summary>Authorize. Answered by <see cref="AuthorizationAnswer"/>.</summary>
/// <param name="Token">What was presented.</param>
/// <param name="Contract">The contract certificate with it (2.x C07); null when there is none.</param>
public sealed record AuthorizationAsked(IdToken Token, ContractPresented? Contract = null) : StationMessage
{
    /// <summary>What the station says beside the token (2.x IdTokenType.additionalInfo); null: nothing.</summary>
    public IReadOnlyList<TokenInfo>? TokenInfo { get; init; }
}
