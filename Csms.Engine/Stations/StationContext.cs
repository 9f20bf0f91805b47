using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What a message needs besides itself and the station's state; all values, given by the actor.</summary>
public sealed record StationContext
{
    /// <summary>When the message was received; UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>When the connection came up that brought it.</summary>
    public DateTimeOffset? LinkOpenedAt { get; init; }

    /// <summary>Verdict on the token in the message; null when it carries none.</summary>
    public IdTokenInfo? Verdict { get; init; }

    /// <summary>The contract certificate with which the token in the message was authorised here; null when with none.</summary>
    public ContractUse? Contract { get; init; }

    /// <summary>Limits that wait for the transaction whose remote start the message names (2.1 F07); null: none do.</summary>
    public TransactionLimits? StartLimits { get; init; }

    /// <summary>The tariff of whoever is in the message, at the place it names; null: nothing is priced there.</summary>
    public TariffChosen? Tariff { get; init; }

    /// <summary>Gives the number of a new session.</summary>
    public required Func<SessionId> NextSessionId { get; init; }

    /// <summary>The store was asked: what is not in the book does not exist.</summary>
    public bool LookedUp { get; init; }

    /// <summary>The CSMS has asked for this message, so that it may be sent before the station is accepted.</summary>
    public bool Triggered { get; init; }

    /// <summary>Security profile of the connection, 0 to 3.</summary>
    public int SecurityProfile { get; init; }

    /// <summary>EVSEs, and connectors over all of them, that a station may have (Csms:Limits:ConnectorsPerStation).</summary>
    public int ConnectorLimit { get; init; } = 256;

    /// <summary>Most power of the station's EVSEs as it has told, W; empty: not told.</summary>
    public ImmutableDictionary<int, decimal> EvsePowersW { get; init; } = ImmutableDictionary<int, decimal>.Empty;

    /// <summary>Heartbeat interval to answer, seconds.</summary>
    public required int HeartbeatSeconds { get; init; }
}
