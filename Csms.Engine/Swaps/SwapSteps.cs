using System.Collections.Immutable;
using Csms.Engine.Events;

namespace Csms.Engine.Swaps;

/// <summary>What a battery swap becomes. Pure; the same back when nothing changes: what is told twice counts once.</summary>
internal static class SwapSteps
{
    /// <summary>Most batteries of one kind in one swap; a station that tells more fills no memory.</summary>
    public const int MostBatteries = 64;

    /// <summary>The station has told something of it. Null: it is of another swap, for which the station uses the number again.</summary>
    public static BatterySwap? Told(BatterySwap before, BatterySwapReported told, DateTimeOffset now)
    {
        if (!string.Equals(before.IdToken, told.Token.Value, StringComparison.OrdinalIgnoreCase)) return null;
        var known = told.Phase switch
        {
            SwapPhase.BatteryIn => before.In,
            SwapPhase.BatteryOut => before.Out,
            SwapPhase.BatteryOutTimeout => before.Left,
            _ => throw new ArgumentOutOfRangeException(nameof(told), told.Phase, "no such phase"),
        };
        var fresh = told.Batteries.Where(battery => !known.Any(held => Same(held, battery) && (before.IsRunning || IsRepeat(held, battery)))).ToList();
        if (fresh.Count == 0) return before;
        if (!known.IsEmpty && !before.IsRunning) return null; // all of it was told before: these are others
        var batteries = known.Concat(fresh).Take(MostBatteries).ToImmutableArray();
        return Settled(told.Phase switch
        {
            SwapPhase.BatteryIn => before with { In = batteries, InAt = before.InAt ?? now },
            SwapPhase.BatteryOut => before with { Out = batteries, OutAt = before.OutAt ?? now },
            _ => before with { Left = batteries, TimeoutAt = before.TimeoutAt ?? now },
        }, now);
    }

    /// <summary>It is asked for from here, and the station has answered; what the station told before its answer was heard stays.</summary>
    public static BatterySwap Asked(BatterySwap before, string actor) => before.Actor is null ? Next(before) with { Actor = actor } : before;

    /// <summary>
    /// Whether one state of a swap is newer than another. Of two with the same number the station's word counts, whoever was first: that nothing was told
    /// every node reckons for itself, and one that does not hear the station may do so in the instant in which it speaks.
    /// </summary>
    public static bool IsNewer(BatterySwap one, BatterySwap other) =>
        one.Revision > other.Revision || (one.Revision == other.Revision && other.State == SwapState.Lapsed && one.State != SwapState.Lapsed);

    /// <summary>Nothing more was told of it for long.</summary>
    public static BatterySwap Lapsed(BatterySwap before, DateTimeOffset now, TimeSpan after) =>
        before.IsRunning && before.ToldAt + after <= now ? Next(before) with { State = SwapState.Lapsed, EndedAt = before.ToldAt + after } : before;

    // The order in which it is told does not matter: a station that was offline may tell the end before the beginning. Batteries that were taken after all are
    // out, whatever was said of the time.
    private static BatterySwap Settled(BatterySwap swap, DateTimeOffset now)
    {
        var state = !swap.In.IsEmpty && !swap.Out.IsEmpty ? SwapState.Completed
            : !swap.Left.IsEmpty ? SwapState.TimedOut
            : SwapState.Open;
        return Next(swap) with { State = state, ToldAt = now, EndedAt = state == SwapState.Open ? null : now };
    }

    private static bool Same(SwapBattery one, SwapBattery other) => one.EvseId == other.EvseId && string.Equals(one.Serial, other.Serial, StringComparison.OrdinalIgnoreCase);

    // After the end the same battery may come back under a number that is used again: then it is charged otherwise.
    private static bool IsRepeat(SwapBattery one, SwapBattery other) => one.SocPercent == other.SocPercent && one.SohPercent == other.SohPercent;

    private static BatterySwap Next(BatterySwap before) => before with { Revision = before.Revision + 1 };
}
