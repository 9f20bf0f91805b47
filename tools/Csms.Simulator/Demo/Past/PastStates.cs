using Csms.Simulator.Station;

namespace Csms.Simulator.Demo.Past;

/// <summary>What stations told of their connectors in a past.</summary>
public static class PastStates
{
    private static readonly string[] _errors = ["GroundFailure", "ConnectorLockFailure", "HighTemperature", "EVCommunicationError"];

    /// <summary>All of them, EVSE by EVSE.</summary>
    public static IEnumerable<PastState> Of(PastPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        foreach (var session in plan.Sessions)
        {
            foreach (var (at, status) in session.Station.Model.Version == OcppVersion.V16 ? Told16(session) : Told2(session))
            {
                yield return new PastState(session.Station, session.EvseId, at, status, null);
            }
        }
        foreach (var outage in plan.Outages)
        {
            if (outage.EvseId is not { } evse) continue;
            yield return new PastState(outage.Station, evse, outage.From, "Faulted", outage.Station.Model.Version == OcppVersion.V16 ? _errors[outage.From.Minute % _errors.Length] : null);
            yield return new PastState(outage.Station, evse, outage.To, "Available", null);
        }
    }

    private static IEnumerable<(DateTimeOffset At, string Status)> Told16(PastSession session)
    {
        yield return (session.PluggedAt, "Preparing");
        if (session.EnergyWh > 0) yield return (session.StartedAt.AddSeconds(4), "Charging");
        if (session.FullAt is { } full && full < session.EndedAt) yield return (full, "SuspendedEV");
        yield return (session.EndedAt, "Finishing");
        yield return (session.EndedAt.AddSeconds(20), "Available");
    }

    private static IEnumerable<(DateTimeOffset At, string Status)> Told2(PastSession session)
    {
        yield return (session.PluggedAt, "Occupied");
        yield return (session.EndedAt.AddSeconds(20), "Available");
    }
}
