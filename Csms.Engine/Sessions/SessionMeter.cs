using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>What meter readings do to a session: its energy account, its live values, its doubts. Pure.</summary>
internal static class SessionMeter
{
    /// <summary>No station gives more; energy that needs more power than this is a wrong reading. Watt.</summary>
    private const double HighestPowerW = 4_000_000;

    /// <summary>Meters are not exact, and EVSEs round what they tell of themselves: so much more than its maximum is no doubt yet.</summary>
    private const double Tolerance = 1.5;

    /// <summary>An EVSE that tells less than any gives has told another unit, and is judged as one that told nothing. Watt.</summary>
    private const double LeastPowerW = 1_000;

    /// <summary>Stations round the times of their readings and send several at once: power is not judged over less than this. Seconds.</summary>
    private const double ShortestSpanS = 900;

    /// <summary>Takes in the readings of a message.</summary>
    public static Session Read(Session session, IReadOnlyList<MeterReading> readings, ReconcileContext context)
    {
        foreach (var reading in readings)
        {
            var (at, _) = SessionReconciler.Believe(reading.At, context);
            session = Read(session, reading, at, context);
        }

        return session;
    }

    /// <summary>Takes in a register reading by itself (1.6 meterStart and meterStop).</summary>
    public static Session ReadRegister(Session session, long registerWh, DateTimeOffset at, ReconcileContext context) => ReadRegister(session, registerWh, null, at, context);

    private static Session ReadRegister(Session session, long registerWh, MeterReading? reading, DateTimeOffset at, ReconcileContext context)
    {
        var before = session.Account;
        var powerW = reading is null ? null : PowerIn(reading);
        var (account, what) = before.Read(registerWh, at);
        session = SessionPricing.Read(session with { Account = account }, before, at, powerW, reading is null || session.Price is null ? null : CurrentIn(reading));
        return what switch
        {
            RegisterEvent.Normal => CheckPower(session, before, powerW, context),
            RegisterEvent.Reset => session.Flagged(SessionFlagKind.RegisterReset, Evidence(FlagEvidence.RegisterReset, before, registerWh, at), context.Now),
            RegisterEvent.Rollover => session.Flagged(SessionFlagKind.RegisterRollover, Evidence(FlagEvidence.RegisterRollover, before, registerWh, at), context.Now),
            RegisterEvent.Backwards => session.Flagged(SessionFlagKind.RegisterBackwards, Evidence(FlagEvidence.RegisterBackwards, before, registerWh, at), context.Now),
            RegisterEvent.Impossible => session.Flagged(
                SessionFlagKind.PowerImplausible,
                Statement.Of(FlagEvidence.RegisterImpossible, registerWh, at),
                context.Now),
            RegisterEvent.Restored => session.Resolved(SessionFlagKind.RegisterReset, context.Now).Flagged(
                SessionFlagKind.RegisterBackwards,
                Statement.Of(FlagEvidence.RegisterRestored, before.LastWh, before.LastAt, before.SeveredLastWh, registerWh),
                context.Now),
            _ => throw new ArgumentOutOfRangeException(nameof(registerWh), what, "no register event"),
        };
    }

    private static Session Read(Session session, MeterReading reading, DateTimeOffset at, ReconcileContext context)
    {
        var before = session.Account;
        if (reading.RegisterWh is { } register)
        {
            session = session.EndSeen
                ? ReadAfterEnd(session, register, at, context)
                : ReadRegister(session, register, reading, at, context);
            if (session.MeterStartWh is null)
            {
                session = session with { MeterStartWh = session.Account.StartWh };
            }
        }

        if (session.EndSeen || session.Live?.At > at)
        {
            return session;
        }

        session = Witnessed(session, reading, at, context);
        var live = new LiveReading(
            at,
            PowerIn(reading) ?? PowerFromRegister(before, session.Account) ?? session.Live?.PowerW,
            SocIn(reading) ?? session.Live?.SocPercent,
            reading.Find(Measurand.PowerOffered) ?? session.Live?.OfferedW);
        return session with
        {
            Live = live,
            EnergySince = session.EnergySince ?? (live.PowerW > 100 || session.Account.TotalWh > 0 ? at : null),
        };
    }

    /// <summary>Power and register of one sample are held against each other.</summary>
    private static Session Witnessed(Session session, MeterReading reading, DateTimeOffset at, ReconcileContext context)
    {
        var witness = session.Witness.Read(PowerIn(reading), reading.RegisterWh, at);
        session = session with { Witness = witness };
        return witness.ShowsKilowattHours
            ? session.Flagged(
                SessionFlagKind.RegisterInKilowattHours,
                Statement.Of(FlagEvidence.RegisterInKilowattHours, witness.FromWh, witness.ToWh, (long)Math.Round(witness.Wh)),
                context.Now)
            : session;
    }

    /// <summary>A sample that is delivered when the end is known already.</summary>
    private static Session ReadAfterEnd(Session session, long register, DateTimeOffset at, ReconcileContext context)
    {
        if (at <= session.EndedAt && session.Has(SessionFlagKind.StopMeterMissing))
        {
            // The end gave no register: the latest sample before it counts, also when it comes late.
            session = ReadRegister(session, register, at, context);
            return session with { MeterStopWh = session.Account.LastWh };
        }

        if (session.MeterStopWh is not { } stop || register <= stop + 1)
        {
            return session;
        }

        return at > session.EndedAt
            ? session.Flagged(
                SessionFlagKind.EnergyAfterStop,
                Statement.Of(FlagEvidence.RegisterAfterEnd, register, at, stop),
                context.Now)
            : session.Flagged(
                SessionFlagKind.RegisterBackwards,
                Statement.Of(FlagEvidence.RegisterAboveEnd, register, at, stop),
                context.Now);
    }

    private static Session CheckPower(Session session, EnergyAccount before, double? powerW, ReconcileContext context)
    {
        if (before.LastWh is not { } last || before.LastAt is not { } since || session.Account.LastAt is not { } at || session.Account.LastWh is not { } now)
        {
            return session;
        }

        var seconds = Math.Max(ShortestSpanS, (at - since).TotalSeconds);
        var watts = (now - last) * 3600.0 / seconds;
        if (watts > HighestPowerW)
        {
            return session.Flagged(
                SessionFlagKind.PowerImplausible,
                Statement.Of(FlagEvidence.PowerImplausible, last, now, (long)Math.Round(seconds), (long)Math.Round(watts / 1000)),
                context.Now);
        }

        return context.EvsePowersW.TryGetValue(session.EvseId, out var told) && (double)told is >= LeastPowerW and var most && watts > most * Tolerance && !IsMeasured(session, powerW, watts)
            ? session.Flagged(
                SessionFlagKind.PowerImplausible,
                Statement.Of(FlagEvidence.PowerAboveEvse, last, now, (long)Math.Round(seconds), (long)Math.Round(watts / 1000), (long)Math.Round(most / 1000)),
                context.Now)
            : session;
    }

    /// <summary>What the EVSE tells of its maximum may be its share of now, or older than a change: where the power that it measures bears the register out, the register is right.</summary>
    private static bool IsMeasured(Session session, double? powerW, double watts) =>
        Math.Max(powerW ?? 0, session.Witness.PowerW) is var told && told <= HighestPowerW && told * Tolerance >= watts;

    private static Statement<FlagEvidence> Evidence(FlagEvidence what, EnergyAccount before, long register, DateTimeOffset at) =>
        Statement.Of(what, register, at, before.LastWh, before.LastAt);

    private static double? SocIn(MeterReading reading)
    {
        foreach (var value in reading.Values)
        {
            if (value.Kind.Measurand == Measurand.SoC)
            {
                return value.Value;
            }
        }

        return null;
    }

    /// <summary>Active import power: the total where given, else the sum of the phases.</summary>
    private static double? PowerIn(MeterReading reading)
    {
        double? sum = null;
        foreach (var value in reading.Values)
        {
            if (value.Kind.Measurand != Measurand.PowerActiveImport || value.Kind.Location is MeterLocation.Inlet or MeterLocation.Upstream)
            {
                continue;
            }

            switch (value.Kind.Phase)
            {
                case Phase.None:
                    return value.Value;
                case Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N:
                    sum = (sum ?? 0) + value.Value;
                    break;
                default:
                    break;
            }
        }

        return sum;
    }

    /// <summary>Current to the car: the sum of the phases, else the one value that is given.</summary>
    private static double? CurrentIn(MeterReading reading)
    {
        double? sum = null, whole = null;
        foreach (var value in reading.Values)
        {
            if (value.Kind.Measurand != Measurand.CurrentImport || value.Kind.Location is MeterLocation.Inlet or MeterLocation.Upstream) continue;
            if (value.Kind.Phase is Phase.L1 or Phase.L2 or Phase.L3) sum = (sum ?? 0) + value.Value;
            else if (value.Kind.Phase == Phase.None) whole = value.Value;
        }

        return sum ?? whole;
    }

    private static double? PowerFromRegister(EnergyAccount before, EnergyAccount after) =>
        before is { LastWh: { } from, LastAt: { } since } && after is { LastWh: { } to, LastAt: { } at } && at > since && to >= from
            ? (to - from) * 3600.0 / (at - since).TotalSeconds
            : null;
}
