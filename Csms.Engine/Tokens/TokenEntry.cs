using Csms.Engine.Events;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Tokens;

/// <summary>An id token that we know.</summary>
public sealed record TokenEntry
{
    /// <summary>The text; compared without regard to case, the type is not compared (CONTRACTS 19).</summary>
    public required string IdToken { get; init; }

    /// <summary>In OCPP 2.1's words.</summary>
    public string Type { get; init; } = "Central";

    /// <summary>What is answered, unless it has expired.</summary>
    public AuthorizationStatus Status { get; init; } = AuthorizationStatus.Accepted;

    /// <summary>Group, answered verbatim as parentIdTag / groupIdToken.</summary>
    public string? GroupId { get; init; }

    /// <summary>An Accepted token is Expired from then on; UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>May charge in several places at once. False: a second start elsewhere is ConcurrentTx (CONTRACTS 21).</summary>
    public bool Concurrent { get; init; } = true;

    /// <summary>Ways of energy transfer that it may use (2.1 Q01); null: those of the site where it charges.</summary>
    public EnergyTransfers? EnergyTransfers { get; init; }

    /// <summary>The driver's first language (RFC 5646; 2.x), up to <see cref="TokenRules.MaxLanguage"/> characters; null: nothing is said.</summary>
    public string? Language1 { get; init; }

    /// <summary>The second one, as <see cref="Language1"/>; never without it.</summary>
    public string? Language2 { get; init; }

    /// <summary>Who goes first where power is short (2.x): −9 to 9, the higher the sooner; null: nothing is said, which is 0.</summary>
    public int? Priority { get; init; }

    /// <summary>Where alone it may charge; null: everywhere.</summary>
    public TokenPlaces? OnlyAt { get; init; }

    /// <summary>Tariff that it pays wherever that applies; null: that of its group or of the place.</summary>
    public string? TariffId { get; init; }

    /// <summary>Whose.</summary>
    public string? Driver { get; init; }

    /// <summary>For people.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it belongs to a group; groups are compared without regard to case.</summary>
    public bool IsIn(string group) => string.Equals(GroupId, group, StringComparison.OrdinalIgnoreCase);

    /// <summary>What it is worth at an instant, wherever it charges.</summary>
    public AuthorizationStatus StatusAt(DateTimeOffset now) => Status == AuthorizationStatus.Accepted && ExpiresAt <= now ? AuthorizationStatus.Expired : Status;
}
