using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Reads a session of the past with its readings, so that a tariff can be tried on it.</summary>
internal sealed class PastTrials(SessionStore sessions, SessionReadings readings, StationDirectory stations, SiteDirectory sites, ChargingBook charging)
{
    private const int PageMoments = 2000, MostMoments = 20_000;

    /// <summary>The session of a number; null: there is none, it is not ended, or the person may not see it.</summary>
    public async Task<TrialSession?> ReadAsync(string number, AccessScope scope, CancellationToken cancellation)
    {
        if (!SessionId.TryParse(number.Trim(), out var id) || await sessions.FindAsync(id, cancellation) is not { EndedAt: { } end } session) return null;
        var station = stations.Find(session.StationId);
        if (!scope.Can(Permissions.SessionsRead, station?.Profile.SiteId)) return null;
        var steps = new List<TrialStep>();
        foreach (var happened in await sessions.EventsAsync(id, cancellation))
        {
            if (happened.ChargingState is { } state) steps.Add(new TrialStep(happened.At, null, Charges(state)));
        }

        await ReadAsync(session, steps, cancellation);
        var first = steps.Where(step => step.Charging is not null).Select(step => (bool?)step.Charging!.Value).FirstOrDefault();
        return new TrialSession(
            session.StartedAt,
            end,
            session.EnergyWh,
            session.EvseId > 0 ? charging.AbilityOf(session.StationId).KindOf(session.EvseId) : null,
            sites.ZoneOf(station?.Profile.SiteId),
            steps.TrueForAll(step => step.Charging is null) || first == true,
            [.. steps.Where(step => step.At >= session.StartedAt && step.At <= end).OrderBy(step => step.At)]);
    }

    // What is unknown counts as charging, as when sessions are priced.
    private static bool Charges(ChargingState state) => state is ChargingState.Charging or ChargingState.Unknown;

    private async Task ReadAsync(Session session, List<TrialStep> steps, CancellationToken cancellation)
    {
        DateTimeOffset? after = null;
        decimal? began = session.MeterStartWh;
        for (var moments = 0; moments < MostMoments; moments += PageMoments)
        {
            var (read, next) = await readings.ListAsync(session.Id, after, PageMoments, cancellation);
            foreach (var reading in read)
            {
                var (register, power, current) = (Of(reading, Measurand.EnergyActiveImportRegister), Of(reading, Measurand.PowerActiveImport), Of(reading, Measurand.CurrentImport));
                if (register is not { } wattHours || !double.IsFinite(wattHours)) continue;
                began ??= (decimal)wattHours;
                steps.Add(new TrialStep(reading.At, Math.Max(0, (decimal)wattHours - began.Value), null, (decimal?)power, (decimal?)current));
            }

            if (next is null) return;
            after = next;
        }
    }

    /// <summary>What was measured as a whole, else the sum of the phases.</summary>
    private static double? Of(SessionReading reading, Measurand measurand)
    {
        double? sum = null;
        foreach (var value in reading.Values)
        {
            if (value.Kind.Measurand != measurand || value.Kind.Location != MeterLocation.Outlet) continue;
            if (value.Kind.Phase == Phase.None) return value.Value;
            if (value.Kind.Phase is Phase.L1 or Phase.L2 or Phase.L3) sum = (sum ?? 0) + value.Value;
        }

        return sum;
    }
}
