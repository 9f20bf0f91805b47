using System.Collections.Immutable;

namespace Csms.Engine.Displays;

/// <summary>A message on the display of a station (2.x, MessageInfoType), in OCPP's words.</summary>
public sealed record DisplayMessage
{
    /// <summary>Its number at the station.</summary>
    public required int Id { get; init; }

    /// <summary>AlwaysFront, InFront or NormalCycle.</summary>
    public required string Priority { get; init; }

    /// <summary>Shown only in this state (Charging, Faulted, Idle, Unavailable…); null: in any.</summary>
    public string? State { get; init; }

    /// <summary>Shown from then on; UTC.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Gone from then on; UTC.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Shown only while this transaction runs.</summary>
    public string? TransactionId { get; init; }

    /// <summary>ASCII, HTML, URI, UTF8 or (2.1) QRCODE.</summary>
    public required string Format { get; init; }

    /// <summary>Language tag of the content.</summary>
    public string? Language { get; init; }

    /// <summary>What is shown.</summary>
    public required string Content { get; init; }

    /// <summary>The same in other languages (2.1 messageExtra), at most 4.</summary>
    public ImmutableArray<DisplayText> Extra { get; init; } = [];

    /// <summary>When the station accepted it; null: it was found there.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who set it; null: it was found there.</summary>
    public string? Actor { get; init; }

    /// <summary>When the station last told that it holds it.</summary>
    public DateTimeOffset? ToldAt { get; init; }
}
