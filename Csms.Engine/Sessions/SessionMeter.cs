using System.Globalization;
using Csms.Engine.Events;

namespace Csms.Engine.Sessions;

/// <summary>What meter readings do to a session: its energy account, its live values, its doubts. Pure.</summary>
internal static class SessionMeter
{
    /// <summary>No station gives more; energy that needs more power than this is a wrong reading. Watt.</summary>
    private const double HighestPowerW = 4_000_000;

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
    public static Session ReadRegister(Session session, long registerWh, DateTimeOffset at, ReconcileContext context)
    {
        var before = session.Account;
        var (account, what) = before.Read(registerWh, at);
        session = session with { Account = account };
        return what switch
        {
            RegisterEvent.Normal => CheckPower(session, before, context),
            RegisterEvent.Reset => session.Flagged(SessionFlagKind.RegisterReset, Evidence("began anew", before, registerWh, at), context.Now),
            RegisterEvent.Rollover => session.Flagged(SessionFlagKind.RegisterRollover, Evidence("rolled over", before, registerWh, at), context.Now),
            RegisterEvent.Backwards => session.Flagged(SessionFlagKind.RegisterBackwards, Evidence("went backwards", before, registerWh, at), context.Now),
            _ => throw new ArgumentOutOfRangeException(nameof(registerWh), what, "no register event"),
        };
    }

    private static Session Read(Session session, MeterReading reading, DateTimeOffset at, ReconcileContext context)
    {
        var before = session.Account;
        if (reading.RegisterWh is { } register)
        {
            session = session.EndSeen
                ? CheckAfterEnd(session, register, at, context)
                : ReadRegister(session, register, at, context);
            if (session.MeterStartWh is null && !session.EndSeen)
            {
                session = session with { MeterStartWh = session.Account.StartWh };
            }
        }

        if (session.EndSeen || session.Live?.At > at)
        {
            return session;
        }

        var live = new LiveReading(
            at,
            PowerIn(reading) ?? PowerFromRegister(before, session.Account) ?? session.Live?.PowerW,
            SocIn(reading) ?? session.Live?.SocPercent,
            reading.Find(Measurand.PowerOffered) ?? session.Live?.OfferedW);
        return session with
        {
            Live = live,
            EnergySince = session.EnergySince ?? (live.PowerW > 100 ? at : null),
        };
    }

    private static Session CheckAfterEnd(Session session, long register, DateTimeOffset at, ReconcileContext context) =>
        session.MeterStopWh is { } stop && register > stop + 1
            ? session.Flagged(
                SessionFlagKind.EnergyAfterStop,
                string.Create(CultureInfo.InvariantCulture, $"Register {register} Wh at {at:yyyy-MM-dd HH:mm:ss}Z, after an end at {stop} Wh."),
                context.Now)
            : session;

    private static Session CheckPower(Session session, EnergyAccount before, ReconcileContext context)
    {
        if (before.LastWh is not { } last || before.LastAt is not { } since || session.Account.LastAt is not { } at || session.Account.LastWh is not { } now)
        {
            return session;
        }

        var seconds = Math.Max(1, (at - since).TotalSeconds);
        var watts = (now - last) * 3600.0 / seconds;
        return watts > HighestPowerW
            ? session.Flagged(
                SessionFlagKind.PowerImplausible,
                string.Create(CultureInfo.InvariantCulture, $"The register rose from {last} to {now} Wh within {seconds:F0} s; that is {watts / 1000:F0} kW."),
                context.Now)
            : session;
    }

    private static string Evidence(string what, EnergyAccount before, long register, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"The register {what}: {register} Wh at {at:yyyy-MM-dd HH:mm:ss}Z after {before.LastWh} Wh at {before.LastAt:yyyy-MM-dd HH:mm:ss}Z.");

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

    private static double? PowerFromRegister(EnergyAccount before, EnergyAccount after) =>
        before is { LastWh: { } from, LastAt: { } since } && after is { LastWh: { } to, LastAt: { } at } && at > since && to >= from
            ? (to - from) * 3600.0 / (at - since).TotalSeconds
            : null;
}
