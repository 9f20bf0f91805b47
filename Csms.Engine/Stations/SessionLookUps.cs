using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Engine.Stations;

/// <summary>Asks the store for the sessions that a message is about and memory does not hold.</summary>
internal sealed class SessionLookUps(ISessionSource source)
{
    /// <summary>The station's sessions in memory with what the store knows.</summary>
    public async Task<SessionBook> FindAsync(SessionLookUp lookUp, StationState state, TransactionReported message, CancellationToken cancellation) => lookUp switch
    {
        SessionLookUp.Transaction => With(state, await ByTransactionAsync(state, message, cancellation)),
        SessionLookUp.Start => With(state, await source.ByStartKeyAsync(state.Id, state.Key, SessionReconciler.StartKeyOf(message), cancellation)),
        SessionLookUp.Book => await source.BookAsync(state.Id, state.Key, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(lookUp), lookUp, "no look-up"),
    };

    private async Task<Session?> ByTransactionAsync(StationState state, TransactionReported message, CancellationToken cancellation)
    {
        var session = message.TransactionId is { } id ? await source.ByTransactionAsync(state.Id, state.Key, id, cancellation) : null;
        return session is null && message is { Phase: TransactionPhase.Ended, SequenceNumber: null }
            // 1.6 with an id that we never gave: it may be the repeat of an end of long ago.
            ? await source.ByEndKeyAsync(state.Id, state.Key, message.ContentKey, cancellation)
            : session;
    }

    private static SessionBook With(StationState state, Session? session) => session is null ? state.Sessions : state.Sessions.With(session);
}
