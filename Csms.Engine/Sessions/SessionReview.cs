using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>A person settles what is in doubt, or doubts what seemed settled. Pure.</summary>
public static class SessionReview
{
    /// <summary>Takes in a decision.</summary>
    /// <param name="session">As it is now.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, as typed.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The session after it; the same one when there is nothing to decide: somebody was faster.</returns>
    public static Session Decide(Session session, SessionDecision decision, string actor, string reason, DateTimeOffset now) => decision switch
    {
        SessionDecision.Accept accept => Accept(session, accept.Kind, actor, reason, now),
        SessionDecision.Correct correct => Correct(session, correct.EnergyWh, actor, reason, now),
        SessionDecision.Flag => Flag(session, actor, reason, now),
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, "no decision"),
    };

    // The figures stay as they are; an ended session without an open doubt is completed.
    private static Session Accept(Session session, SessionFlagKind? kind, string actor, string reason, DateTimeOffset now)
    {
        var flags = session.Flags;
        for (var index = 0; index < flags.Length; index++)
        {
            if (flags[index].ResolvedAt is null && (kind is null || flags[index].Kind == kind))
            {
                flags = flags.SetItem(index, flags[index] with { ResolvedAt = now, Resolution = $"{actor}: {reason}" });
            }
        }

        return flags == session.Flags ? session : (session with { Flags = flags }).Settled();
    }

    // Only while it is in doubt: of two people who correct the same session, the second is told.
    private static Session Correct(Session session, long energyWh, string actor, string reason, DateTimeOffset now) =>
        session.State == SessionState.Review && EnergyAccount.IsPossible(energyWh)
            ? Accept(session, null, actor, reason, now) with { Correction = new EnergyCorrection(energyWh, actor, reason, now) }
            : session;

    private static Session Flag(Session session, string actor, string reason, DateTimeOffset now) =>
        session.Flags.Any(flag => flag is { Kind: SessionFlagKind.RaisedByOperator, ResolvedAt: null })
            ? session
            : (session with { Flags = session.Flags.Add(new SessionFlag(SessionFlagKind.RaisedByOperator, Statement.Of(FlagEvidence.Operator, actor, reason), now)) }).Settled();
}
