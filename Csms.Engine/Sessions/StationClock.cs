using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>Whether a time that a station gives can be believed. Pure.</summary>
public static class StationClock
{
    /// <summary>A clock may be this far ahead of ours and still be believed.</summary>
    public static readonly TimeSpan AheadTolerance = TimeSpan.FromMinutes(5);

    /// <summary>After this long on one connection a station has delivered what it had queued offline.</summary>
    public static readonly TimeSpan BacklogTime = TimeSpan.FromMinutes(15);

    /// <summary>No OCPP station was built before; a clock that shows less has lost its time.</summary>
    public static readonly DateTimeOffset Earliest = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan BeforeBootTolerance = TimeSpan.FromMinutes(10);

    /// <summary>Why the time can't be believed; null when it can.</summary>
    /// <param name="reported">By the station's clock.</param>
    /// <param name="receivedAt">By ours.</param>
    /// <param name="bootedAt">When the station last booted; null when not known.</param>
    /// <param name="linkOpenedAt">When the connection came up; null when not known.</param>
    public static Statement<FlagEvidence>? Doubt(DateTimeOffset reported, DateTimeOffset receivedAt, DateTimeOffset? bootedAt, DateTimeOffset? linkOpenedAt)
    {
        if (reported < Earliest)
        {
            return Statement.Of(FlagEvidence.ClockUnset, reported, receivedAt);
        }

        if (reported > receivedAt + AheadTolerance)
        {
            return Statement.Of(FlagEvidence.ClockAhead, reported - receivedAt, reported, receivedAt);
        }

        // Queued messages may be older than the boot; but they come in the burst after the connection, not long after it.
        if (bootedAt is { } boot && linkOpenedAt is { } opened && reported < boot - BeforeBootTolerance
            && receivedAt - opened > BacklogTime && boot >= opened)
        {
            return Statement.Of(FlagEvidence.ClockBeforeBoot, reported, boot, receivedAt);
        }

        return null;
    }
}
