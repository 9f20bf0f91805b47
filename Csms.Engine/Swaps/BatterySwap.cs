using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Swaps;

/// <summary>A battery swap at a station (2.1, block S): what belongs to one request id and token.</summary>
public sealed record BatterySwap
{
    /// <summary>Unique over all stations.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where.</summary>
    public required StationId Station { get; init; }

    /// <summary>Number that joins what the station tells; a station may use one again.</summary>
    public required int RequestId { get; init; }

    /// <summary>Who swaps.</summary>
    public required string IdToken { get; init; }

    /// <summary>In OCPP 2.1's words.</summary>
    public required string IdTokenType { get; init; }

    /// <summary>What the token was worth when the swap began, in OCPP's words.</summary>
    public string? TokenStatus { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required SwapState State { get; init; }

    /// <summary>When it was first heard of; UTC.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was told that batteries were put in; UTC.</summary>
    public DateTimeOffset? InAt { get; init; }

    /// <summary>When it was told that batteries were taken out; UTC.</summary>
    public DateTimeOffset? OutAt { get; init; }

    /// <summary>When it was told that batteries were not taken out in time; UTC.</summary>
    public DateTimeOffset? TimeoutAt { get; init; }

    /// <summary>When something of it was last told; UTC.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>When it ended; UTC.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who asked for it from here; null: it began at the station.</summary>
    public string? Actor { get; init; }

    /// <summary>Why the station refused it, by its code.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in the station's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Batteries put in.</summary>
    public ImmutableArray<SwapBattery> In { get; init; } = [];

    /// <summary>Batteries taken out.</summary>
    public ImmutableArray<SwapBattery> Out { get; init; } = [];

    /// <summary>Batteries offered and not taken out in time.</summary>
    public ImmutableArray<SwapBattery> Left { get; init; } = [];

    /// <summary>Rises with every step.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Something is still to come.</summary>
    public bool IsRunning => State is SwapState.Requested or SwapState.Open;

    /// <summary>Every battery that had a part in it, once.</summary>
    public IEnumerable<string> Serials => In.Concat(Out).Concat(Left).Select(battery => battery.Serial).Distinct(StringComparer.OrdinalIgnoreCase);
}
