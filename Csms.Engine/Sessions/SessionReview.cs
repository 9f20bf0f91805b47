namespace Csms.Engine.Sessions;

/// <summary>A person settles what is in doubt. Pure.</summary>
public static class SessionReview
{
    /// <summary>
    /// Settles one open flag, or all of them; an ended session without an open doubt is completed. The figures stay as they are: a person
    /// accepts them, nobody rewrites them.
    /// </summary>
    /// <param name="session">As it is now.</param>
    /// <param name="kind">Which flag; null: every open one.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why, as typed.</param>
    /// <param name="now">UTC.</param>
    /// <returns>The session after it; the same one when nothing was open.</returns>
    public static Session Resolve(Session session, SessionFlagKind? kind, string actor, string reason, DateTimeOffset now)
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
}
