using Csms.Simulator.Station;

namespace Csms.Simulator.Demo.Past;

/// <summary>
/// What a demo network did in the days before: sessions with their readings, faults and lost links. Invented, the same for the same seed, and
/// shaped as such networks are: commuters on AC in the morning and evening, buses in the depot over night, motorway stops all day.
/// </summary>
public sealed class PastPlan
{
    /// <summary>Chance in percent that a free EVSE gets a car within a quarter of an hour, by hour of the local day.</summary>
    private static readonly int[] _town = [1, 1, 1, 1, 1, 2, 4, 9, 12, 9, 6, 6, 7, 6, 5, 5, 7, 10, 11, 8, 6, 4, 2, 1];
    private static readonly int[] _motorway = [3, 2, 2, 2, 2, 4, 8, 12, 14, 16, 18, 20, 20, 18, 18, 19, 22, 22, 18, 14, 11, 8, 6, 4];
    private static readonly int[] _depot = [2, 1, 1, 1, 0, 0, 0, 0, 1, 1, 2, 3, 4, 3, 2, 2, 3, 5, 10, 16, 20, 16, 10, 5];
    private static readonly (int BatteryKwh, int Kw)[] _cars = [(42, 85), (58, 130), (64, 150), (77, 175), (84, 240), (100, 270)];
    private static readonly int[] _onboardW = [3_700, 7_400, 11_000, 11_000, 11_000, 22_000];
    private static readonly TimeSpan _step = TimeSpan.FromMinutes(15);

    private readonly TimeZoneInfo _zone;
    private readonly List<PastSession> _sessions = [];
    private readonly List<PastOutage> _outages = [];

    private PastPlan(DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone) => (From, Until, _zone) = (from, until, zone);

    /// <summary>Its begin; UTC.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Its end; UTC.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>By start, oldest first. No two at one EVSE overlap; none runs at the end.</summary>
    public IReadOnlyList<PastSession> Sessions => _sessions;

    /// <summary>Faults between sessions, and lost links.</summary>
    public IReadOnlyList<PastOutage> Outages => _outages;

    /// <summary>Makes one up.</summary>
    /// <param name="stations">Whose.</param>
    /// <param name="from">Begin; UTC.</param>
    /// <param name="until">End; UTC. What still runs then ends there: the stations restart.</param>
    /// <param name="zone">In which people live.</param>
    /// <param name="seed">The same seed gives the same past.</param>
    public static PastPlan Make(IEnumerable<DemoStation> stations, DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(stations);
        var plan = new PastPlan(from, until, zone);
        foreach (var (station, index) in stations.Select((station, index) => (station, index)))
        {
            var random = new Random(seed + index);
            for (var evse = 1; evse <= station.Model.Evses.Count; evse++) plan.AddEvse(station, evse, station.Model.Evses[evse - 1], random);
            plan.AddLostLinks(station, random);
        }
        plan._sessions.Sort((a, b) => a.StartedAt.CompareTo(b.StartedAt));
        return plan;
    }

    private static int[] CrowdAt(DemoStation station, EvseOptions evse) =>
        station.Model == DemoModel.Depot60 ? _depot : evse.IsDc ? _motorway : _town;

    private void AddEvse(DemoStation station, int evseId, EvseOptions evse, Random random)
    {
        var crowd = CrowdAt(station, evse);
        var register = 150_000 + random.NextInt64(30_000_000);
        var at = From + _step * random.NextDouble();
        while (at < Until)
        {
            var hour = TimeZoneInfo.ConvertTime(at, _zone).Hour;
            if (random.Next(4000) < 2)
            {
                var mended = at + TimeSpan.FromMinutes(15 + random.Next(90));
                _outages.Add(new PastOutage(station, evseId, at, mended < Until ? mended : Until));
                at = mended + _step;
            }
            else if (random.Next(100) < crowd[hour])
            {
                var session = Charge(station, evseId, evse, at, register, random);
                if (session.StartedAt >= Until) return;
                _sessions.Add(session);
                register = session.Readings[^1].RegisterWh;
                at = session.EndedAt + _step * (0.2 + random.NextDouble());
            }
            else
            {
                at += _step * (0.5 + random.NextDouble());
            }
        }
    }

    private PastSession Charge(DemoStation station, int evseId, EvseOptions evse, DateTimeOffset plugged, long register, Random random)
    {
        var started = plugged.AddSeconds(8 + random.Next(50));
        var token = TokenFor(station, random);
        // One in forty plugs in, sees nothing happen and drives on.
        if (random.Next(40) == 0) return Whole(plugged, started, [new(started, register, 0, null)], started.AddSeconds(70 + random.Next(200)), null, "EVDisconnected");
        var (battery, carKw) = _cars[random.Next(_cars.Length)];
        var dc = evse.IsDc;
        var peakW = Math.Min(dc ? carKw * 1000d : _onboardW[random.Next(_onboardW.Length)], evse.MaxW);
        var soc = 8 + random.NextDouble() * 45;
        var wanted = dc ? 62 + random.NextDouble() * 30 : 100;
        var stays = dc ? TimeSpan.FromMinutes(90) : TimeSpan.FromHours(1.5 + random.NextDouble() * random.NextDouble() * 9);
        if (station.Model == DemoModel.Depot60) (wanted, stays) = (100, TimeSpan.FromHours(5 + random.NextDouble() * 6));
        var step = dc ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(5);
        var readings = new List<PastReading> { new(started, register, 0, dc ? Math.Round(soc) : null) };
        DateTimeOffset? full = null;
        var energy = 0d;
        var at = started;
        while (at - started < stays && at < Until && (!dc || soc < wanted || station.Model == DemoModel.Depot60))
        {
            var lasts = Until - at < step ? Until - at : step; // a session that the present cuts short draws no longer than it lasts
            at += lasts;
            // The car asks for less and less as its battery fills (constant current, then constant voltage).
            var share = soc < 55 || !dc ? soc >= 99.5 ? 0 : soc > 94 ? .35 : 1 : Math.Max(0, 1 - (soc - 55) / 45 * .85) * (soc >= 99 ? 0 : 1);
            var power = peakW * share * (.985 + random.NextDouble() * .015);
            energy += power * lasts.TotalHours;
            soc = Math.Min(100, soc + power * lasts.TotalHours / (battery * 10d) * .93);
            readings.Add(new(at, register + (long)energy, (long)power, dc ? Math.Round(soc) : null));
            if (share == 0) full ??= at - step;
        }
        var reason = at >= Until ? "Reboot" : random.Next(30) == 0 ? "Remote" : random.Next(3) == 0 ? "Local" : "EVDisconnected";
        return Whole(plugged, started, readings, at < Until ? at : Until, full, reason);

        PastSession Whole(DateTimeOffset pluggedAt, DateTimeOffset startedAt, List<PastReading> all, DateTimeOffset endedAt, DateTimeOffset? fullAt, string why)
        {
            if (all[^1].At >= endedAt && all.Count > 1) all[^1] = all[^1] with { At = endedAt };
            else all.Add(all[^1] with { At = endedAt, PowerW = 0 });
            return new PastSession(station, evseId, token, pluggedAt, startedAt, endedAt, all, fullAt, why);
        }
    }

    private static DemoToken TokenFor(DemoStation station, Random random)
    {
        var fleet = station.Model == DemoModel.Depot60;
        var own = DemoPlan.Tokens.Where(token => token.Status == "Accepted" && token.Group is not null == fleet).ToArray();
        return own[random.Next(own.Length)];
    }

    private void AddLostLinks(DemoStation station, Random random)
    {
        for (var day = From; day < Until; day = day.AddDays(1))
        {
            if (random.Next(12) != 0) continue;
            var lost = day + TimeSpan.FromHours(random.NextDouble() * 23);
            var back = lost + TimeSpan.FromMinutes(3 + random.NextDouble() * random.NextDouble() * 120);
            if (back < Until) _outages.Add(new PastOutage(station, null, lost, back));
        }
    }
}
