namespace Csms.Engine.Storage;

/// <summary>Which frames of a station to list.</summary>
/// <param name="StationKey">The station.</param>
/// <param name="From">Earliest time, inclusive; null for the beginning.</param>
/// <param name="To">Latest time, exclusive; null for now.</param>
/// <param name="FromStation">Only one direction; null for both.</param>
/// <param name="Action">Only this action, exactly as spelt; null for all.</param>
/// <param name="NewestFirst">Order.</param>
/// <param name="Cursor">Where the page before ended; null for the first page.</param>
/// <param name="Limit">Most frames to return, 1 to 1000.</param>
/// <param name="Only">Only frames of exchanges of which this is true; null for all.</param>
public sealed record FrameQuery(
    int StationKey,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    bool? FromStation = null,
    string? Action = null,
    bool NewestFirst = true,
    FrameCursor? Cursor = null,
    int Limit = 100,
    ExchangeRule? Only = null)
{
    /// <summary>Only frames of exchanges in which this is; null for all.</summary>
    public FrameSearch? Search { get; init; }

    /// <summary>All but this action, exactly as spelt.</summary>
    public string? NotAction { get; init; }

    /// <summary>Only frames of exchanges with an error or a broken rule.</summary>
    public bool OnlyTroubled { get; init; }
}
