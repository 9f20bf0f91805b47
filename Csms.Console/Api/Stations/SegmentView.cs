using Csms.Engine.LiveView;

namespace Csms.Console.Api.Stations;

/// <summary>A stretch of one condition.</summary>
/// <param name="Condition">As in the member condition of an EVSE.</param>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC, not included.</param>
/// <param name="SessionId">The session that ran in it.</param>
/// <param name="Reason">Error code, or how the link ended; null: not known, or none needed.</param>
/// <param name="VendorCode">Vendor's error code.</param>
internal sealed record SegmentView(string Condition, DateTimeOffset From, DateTimeOffset To, long? SessionId, string? Reason, string? VendorCode)
{
    public static SegmentView Of(EvseSegment segment) =>
        new(segment.Condition.ToString(), segment.From, segment.To, segment.SessionId, segment.Reason?.LinkEnd?.ToString() ?? segment.Reason?.FaultCode, segment.Reason?.VendorCode);
}
