using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Reads a session of the past with its readings, so that a tariff can be tried on it.</summary>
internal sealed class PastTrials(SessionStore sessions, SessionReadings readings, StationDirectory stations, SiteDirectory sites, ChargingBook abilities)
{
    private const double Most = 1e12;
    private const int PageMoments = 2000, MostMoments = 20_000;

    /// <summary>The session of a number; null: there is none, it is not ended, or the person may not see it.</summary>
    public async Task<TrialSession?> ReadAsync(string number, AccessScope scope, CancellationToken cancellation)
    {
        if (!SessionId.TryParse(number.Trim(), out var id) || await sessions.FindAsync(id, cancellation) is not { EndedAt: { } end } session) return null;
        var station = stations.Find(session.StationId);
        if (!scope.Can(Permissions.SessionsRead, station?.Profile.SiteId)) return null;
        var states = (await sessions.EventsAsync(id, cancellation)).Where(happened => happened.ChargingState is not null).Select(happened => (happened.At, Charging: Charges(happened.ChargingState!.Value))).OrderBy(state => state.At).ToList();
        var charges = states.Count == 0 || states[0].Charging;
        var usage = new List<TrialPoint> { new(session.StartedAt, 0, charges) };
        // A change of state says nothing of the energy, and a reading nothing of the state.
        var read = (await ReadAsync(session, cancellation)).Select(point => (point.At, Point: (TrialPoint?)point, Charging: (bool?)null));
        foreach (var (at, point, charging) in read.Concat(states.Select(state => (state.At, Point: (TrialPoint?)null, Charging: (bool?)state.Charging))).Where(each => each.At >= session.StartedAt && each.At <= end).OrderBy(each => each.At))
        {
            charges = charging ?? charges;
            usage.Add(point is null ? new TrialPoint(at, null, charges) : point with { Charging = charges });
        }

        usage.Add(new TrialPoint(end, session.EnergyWh, false));
        return new TrialSession(session.EvseId > 0 ? abilities.AbilityOf(session.StationId).KindOf(session.EvseId) : null, sites.ZoneOf(station?.Profile.SiteId), usage);
    }

    // What is unknown counts as charging, as when sessions are priced.
    private static bool Charges(ChargingState state) => state is ChargingState.Charging or ChargingState.Unknown;

    private async Task<List<TrialPoint>> ReadAsync(Session session, CancellationToken cancellation)
    {
        var points = new List<TrialPoint>();
        DateTimeOffset? after = null;
        decimal? began = session.MeterStartWh;
        for (var moments = 0; moments < MostMoments; moments += PageMoments)
        {
            var (read, next) = await readings.ListAsync(session.Id, after, PageMoments, cancellation);
            foreach (var reading in read)
            {
                var (register, power, current) = (Of(reading, Measurand.EnergyActiveImportRegister), Of(reading, Measurand.PowerActiveImport), Of(reading, Measurand.CurrentImport));
                if (register is not { } wattHours) continue;
                began ??= (decimal)wattHours;
                points.Add(new TrialPoint(reading.At, Math.Max(0, (decimal)wattHours - began.Value), true, (decimal?)power, (decimal?)current));
            }

            if (next is null) return points;
            after = next;
        }

        return points;
    }

    /// <summary>What was measured as a whole, else the sum of the phases.</summary>
    private static double? Of(SessionReading reading, Measurand measurand)
    {
        double? sum = null;
        foreach (var value in reading.Values)
        {
            if (value.Kind.Measurand != measurand || value.Kind.Location != MeterLocation.Outlet) continue;
            if (!(Math.Abs(value.Value) < Most)) continue; // a meter may say anything
            if (value.Kind.Phase == Phase.None) return value.Value;
            if (value.Kind.Phase is Phase.L1 or Phase.L2 or Phase.L3) sum = (sum ?? 0) + value.Value;
        }

        return sum;
    }
}
