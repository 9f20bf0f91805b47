using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>Sessions and the messages of their station, both ways.</summary>
internal sealed class MessageSessions(SessionStore store, StationRegistry registry)
{
    private const int Offered = 20;

    /// <summary>What a session of the station narrows its messages to; null when the text names none.</summary>
    public async Task<SessionFocus?> FocusAsync(StationState station, string? text, CancellationToken cancellation)
    {
        if (!SessionId.TryParse(text, out var id)) return null;
        var session = InMemory(station.Id)?.ById(id) ?? await store.FindAsync(id, cancellation);
        return session is not null && session.StationId == station.Id ? new SessionFocus(session) : null;
    }

    /// <summary>The same after the session has gone on.</summary>
    public SessionFocus Now(SessionFocus focus) => InMemory(focus.Session.StationId)?.ById(focus.Session.Id) is { } session && session != focus.Session ? new SessionFocus(session) : focus;

    /// <summary>The session whose transaction an exchange names; null when it names none.</summary>
    public async Task<Session?> OfAsync(StationState station, LiveFrame frame, CancellationToken cancellation)
    {
        if (SessionFocus.TransactionOf(frame) is not { } transaction) return null;
        return InMemory(station.Id)?.ByTransaction(transaction) ?? await store.ByTransactionAsync(station.Key, transaction, cancellation);
    }

    /// <summary>The latest sessions of the station, newest first.</summary>
    public Task<IReadOnlyList<Session>> LatestAsync(StationState station, CancellationToken cancellation) =>
        store.ListAsync(new SessionQuery { StationId = station.Id.Value, Limit = Offered }, cancellation);

    private SessionBook? InMemory(StationId station) => registry.Find(station)?.Sessions;
}
