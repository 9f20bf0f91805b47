using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>One thing that changes what an EVSE is doing; the sealed kinds are the ones there are.</summary>
internal abstract record DayEvent(DateTimeOffset At)
{
    /// <summary>The station came or went.</summary>
    public sealed record Link(DateTimeOffset At, bool Online, Statement<LinkEnd>? Reason = null) : DayEvent(At);

    /// <summary>A connector was told; EVSE 0 is the station as a whole.</summary>
    public sealed record Status(DateTimeOffset At, int EvseId, int ConnectorId, ConnectorStatus Value, string? ErrorCode = null, string? VendorCode = null) : DayEvent(At);

    /// <summary>A session began, or said what it is doing.</summary>
    public sealed record Session(DateTimeOffset At, long Id, int EvseId, ChargingState State) : DayEvent(At);

    /// <summary>A session ended.</summary>
    public sealed record End(DateTimeOffset At, long Id) : DayEvent(At);
}
