using System.Collections.Immutable;
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

    /// <summary>Its driver's first and second language (RFC 5646), up to 8 characters (2.x); null: nothing is said.</summary>
    public string? Language1 { get; init; }

    /// <inheritdoc cref="Language1"/>
    public string? Language2 { get; init; }

    /// <summary>Who goes first where power is short: −9 to 9, the higher the sooner; null: nothing is said, which is 0 (2.x).</summary>
    public int? Priority { get; init; }

    /// <summary>EVSEs of the station that it may use; none: all (2.x evseId).</summary>
    public ImmutableArray<int> Evses { get; init; } = [];

    /// <summary>What its driver reads: the price of the charge (2.x I01 personalMessage); null: nothing.</summary>
    public DriverText? Message { get; init; }

    /// <summary>The verdict on a token of type NoAuthorization.</summary>
    public static IdTokenInfo AcceptedWithoutToken { get; } = new(AuthorizationStatus.Accepted);
}
