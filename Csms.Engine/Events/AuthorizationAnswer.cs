namespace Csms.Engine.Events;

/// <summary>Answer to <see cref="AuthorizationAsked"/>.</summary>
/// <param name="Info">The verdict.</param>
/// <param name="Contract">Verdict on the contract certificate; null when none was presented.</param>
public sealed record AuthorizationAnswer(IdTokenInfo Info, ContractStatus? Contract = null) : StationAnswer
{
    /// <summary>TariffType (JSON) of this driver, by which the station reckons (2.1 I08); null: that of the place.</summary>
    public string? Tariff { get; init; }

    /// <summary>Both verdicts made one: a contract charges only where its certificate and its token are accepted (2.x C07).</summary>
    public static AuthorizationAnswer Both(IdTokenInfo token, ContractStatus contract)
    {
        ArgumentNullException.ThrowIfNull(token);
        return contract == ContractStatus.Accepted
            ? token.Status is AuthorizationStatus.Blocked or AuthorizationStatus.Expired or AuthorizationStatus.Invalid or AuthorizationStatus.Unknown
                ? new AuthorizationAnswer(token, ContractStatus.ContractCancelled)
                : new AuthorizationAnswer(token, contract)
            : new AuthorizationAnswer(token.Status == AuthorizationStatus.Accepted ? token with { Status = AuthorizationStatus.Invalid } : token, contract);
    }
}
