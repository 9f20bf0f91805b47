namespace Csms.Bench.Seeding;

/// <summary>One session of the past, made from its number alone: the same seed gives the same network.</summary>
/// <param name="Id">Number; higher is newer.</param>
/// <param name="Station">Index of its station.</param>
/// <param name="Token">Index of its token.</param>
internal readonly record struct PastSession(int Id, int Station, int Token, short Evse, DateTimeOffset Started, DateTimeOffset? Ended, long MeterStartWh, long EnergyWh, string State)
{
    /// <summary>Starts by hour of the day, of a thousand: people plug in when they come to work and when they come home.</summary>
    private static readonly int[] StartsByHour = [8, 6, 5, 5, 7, 14, 32, 62, 76, 62, 52, 50, 54, 52, 50, 54, 66, 84, 82, 66, 47, 33, 20, 13];

    private static readonly double[] HourOf = Enumerable.Range(0, 1000).Select(Hour).ToArray();

    public static PastSession Make(int id, SeedOptions options, DateTimeOffset now)
    {
        var random = new Random(id);
        var place = (id - 1d) / options.Sessions * options.Days;
        var hour = HourOf[(int)(place % 1 * 1000)];
        var utc = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(Math.Floor(place) + 1 - options.Days).AddHours(hour).AddSeconds(random.Next(220));
        if (utc > now) utc -= TimeSpan.FromDays(1);
        // A quarter of the stations have half of the sessions.
        var station = random.Next(2) == 0 ? random.Next(options.Stations / 4) : random.Next(options.Stations);
        var hours = 0.3 + random.NextDouble() * random.NextDouble() * 9;
        var energy = (long)(hours * (random.Next(8) == 0 ? 38_000 : 5_200));
        var ended = utc.AddHours(hours);
        var state = ended > now ? "active" : random.Next(200) == 0 ? "review" : "completed";
        return new PastSession(id, station, random.Next(options.Tokens), (short)(1 + random.Next(2)), utc, state == "active" ? null : ended, random.Next(1, 40_000_000), energy, state);
    }

    private static double Hour(int thousandth)
    {
        var before = 0;
        for (var hour = 0; hour < 24; before += StartsByHour[hour++])
        {
            if (thousandth < before + StartsByHour[hour]) return hour + (double)(thousandth - before) / StartsByHour[hour];
        }

        return 23.99;
    }
}
