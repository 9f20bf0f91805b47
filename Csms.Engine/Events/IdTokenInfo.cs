using Csms.Engine.Events.Charging;

namespace Csms.Engine.Events;

/// <summary>What a station is told about a token, wherever token information is answered (OCPP 2.1 IdTokenInfoType, 1.6 IdTagInfo).</summary>
/// <param name="Status">The verdict.</param>
/// <param name="ExpiresAt">Until when the station may keep the verdict in its cache; UTC.</param>
/// <param name="GroupId">Group of the token, answered verbatim also when the verdict is not Accepted.</param>
public sealed record IdTokenInfo(AuthorizationStatus Status, DateTimeOffset? ExpiresAt = null, string? GroupId = null)
{
    /// <summary>Ways of energy transfer that it may use; null: nothing is said. Told to stations that ask before a car charges (2.1 Q01.FR.01).</summary>
    public EnergyTransfers? Transfers { get; init; }

    /// <summary>The verdict on a token of type NoAuthorization.</summary>
    public static IdTokenInfo AcceptedWithoutToken { get; } = new(AuthorizationStatus.Accepted);
}
