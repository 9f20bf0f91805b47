namespace Csms.Engine.LiveView;

/// <summary>Which exchanges of a station are wanted; everything that is null is not asked for.</summary>
/// <param name="StationKey">Number of the station in the store.</param>
public sealed record FrameHistoryQuery(int StationKey)
{
    /// <summary>Requests at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Requests before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Direction of the request.</summary>
    public bool? FromStation { get; init; }

    /// <summary>Only this action, as spelt.</summary>
    public string? Action { get; init; }

    /// <summary>All but this action.</summary>
    public string? NotAction { get; init; }

    /// <summary>Part of a payload, an action, a message id or an error; or a field with its value: "connectorId:2" (see <see cref="FieldTerm"/>).</summary>
    public string? Search { get; init; }

    /// <summary>Only what belongs to a session.</summary>
    public SessionFocus? Session { get; init; }

    /// <summary>Only with an error or a broken rule.</summary>
    public bool OnlyTroubled { get; init; }

    /// <summary>Order.</summary>
    public bool NewestFirst { get; init; } = true;

    /// <summary>The last one of the page before; null for the first page.</summary>
    public LiveFrame? After { get; init; }

    /// <summary>How many at most, 1 to 1000.</summary>
    public int Limit { get; init; } = 200;
}
