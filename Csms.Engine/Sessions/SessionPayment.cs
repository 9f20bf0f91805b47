using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What a payment at the terminal means to its session. Pure.</summary>
public static class SessionPayment
{
    /// <summary>Takes in that the payment was settled, or was not: that is a flag, which a later settlement takes off again.</summary>
    /// <param name="session">As it is now.</param>
    /// <param name="isSettled">The money was taken.</param>
    /// <param name="evidence">What was told.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The session after it; the same one when nothing changes.</returns>
    public static Session Told(Session session, bool isSettled, Statement<FlagEvidence> evidence, DateTimeOffset now)
    {
        if (isSettled) return session.Resolved(SessionFlagKind.PaymentNotSettled, now);
        return session.Flags.Any(flag => flag is { Kind: SessionFlagKind.PaymentNotSettled, ResolvedAt: null })
            ? session
            : session with { Flags = session.Flags.Add(new SessionFlag(SessionFlagKind.PaymentNotSettled, evidence, now)) };
    }
}
