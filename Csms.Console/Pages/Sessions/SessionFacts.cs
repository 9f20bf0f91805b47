using Csms.Engine.LiveView;
using Csms.Engine.Metering;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Sessions;

/// <summary>Everything the store holds about a session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Events">Its timeline, oldest first.</param>
/// <param name="Meter">Its meter values.</param>
/// <param name="States">States of its EVSE, oldest first.</param>
/// <param name="Links">When the link went and came, oldest first.</param>
/// <param name="Frames">Frames that concern it, oldest first.</param>
/// <param name="From">Left edge, UTC.</param>
/// <param name="To">Right edge, UTC.</param>
public sealed record SessionFacts(
    Session Session,
    IReadOnlyList<SessionEvent> Events,
    MeterSeries Meter,
    IReadOnlyList<PastEvseState> States,
    IReadOnlyList<PastLinkState> Links,
    IReadOnlyList<LiveFrame> Frames,
    DateTimeOffset From,
    DateTimeOffset To);
