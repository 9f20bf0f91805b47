namespace Csms.Engine.LiveView;

/// <summary>The stretch of a station's log that is searched at once: no index knows what payloads say, so each exchange of it is read.</summary>
/// <param name="From">Its begin, inclusive.</param>
/// <param name="IsLast">Nothing that is asked for is older.</param>
public sealed record FrameSpan(DateTimeOffset From, bool IsLast);
