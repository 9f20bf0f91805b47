using Csms.Engine.LiveView;
using Csms.Engine.Metering;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Sessions;

/// <summary>Reads everything about a session; a page asks for it once, and every few seconds while it runs.</summary>
internal sealed class SessionFactsReader(SessionStore sessions, MeterStore meters, PastStates states, FrameHistory frames, StationRegistry registry, TimeProvider time)
{
    private const int Pixels = 800;
    private const int MostFrames = 1000;

    public async Task<SessionFacts> ReadAsync(Session session, CancellationToken cancellation)
    {
        var end = session.EndedAt ?? time.GetUtcNow();
        var length = end - session.StartedAt;
        var edge = length > TimeSpan.FromMinutes(10) ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(Math.Max(2, length.TotalSeconds * .05));
        var (from, to) = (session.StartedAt - edge, session.EndedAt is null ? end : end + edge);
        var events = await sessions.EventsAsync(session.Id, cancellation);
        var meter = await meters.SeriesAsync(session.Id, Pixels, cancellation);
        if (registry.Find(session.StationId)?.Key is not { } key) return new SessionFacts(session, events, meter, [], [], [], from, to);
        var past = await states.EvseAsync(key, session.EvseId, from, to, cancellation);
        var links = await states.LinkAsync(key, from, to, cancellation);
        var seen = await frames.ReadAsync(new FrameHistoryQuery(key) { Session = new SessionFocus(session), NotAction = "Heartbeat", NewestFirst = false, Limit = MostFrames }, cancellation);
        return new SessionFacts(session, events, meter, past, links, seen, from, to);
    }
}
