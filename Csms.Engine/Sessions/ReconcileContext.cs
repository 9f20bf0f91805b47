using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What the reconciler needs besides the message; all values, given by the station's actor.</summary>
public sealed record ReconcileContext
{
    /// <summary>Whose messages.</summary>
    public required StationId Station { get; init; }

    /// <summary>When the message was received; UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Last boot of the station; null when not known.</summary>
    public DateTimeOffset? BootedAt { get; init; }

    /// <summary>When the connection came up that brought the message.</summary>
    public DateTimeOffset? LinkOpenedAt { get; init; }

    /// <summary>Verdict on the token in the message; null when it carries none.</summary>
    public IdTokenInfo? Verdict { get; init; }

    /// <summary>The contract certificate with which the token in the message was authorised here; null when with none.</summary>
    public ContractUse? Contract { get; init; }

    /// <summary>Limits that wait for the transaction whose remote start the message names (2.1 F07); null: none do.</summary>
    public TransactionLimits? StartLimits { get; init; }

    /// <summary>By what whoever is in the message is priced at the place it names; null: not at all.</summary>
    public PriceTerms? Terms { get; init; }

    /// <summary>Gives the number of a new session.</summary>
    public required Func<SessionId> NextId { get; init; }

    /// <summary>The store has been asked for the sessions that this message may be about: what is not in the book does not exist.</summary>
    public bool LookedUp { get; init; }

    /// <summary>Most power of the station's EVSEs as it has told, W; empty: not told.</summary>
    public ImmutableDictionary<int, decimal> EvsePowersW { get; init; } = ImmutableDictionary<int, decimal>.Empty;
}
