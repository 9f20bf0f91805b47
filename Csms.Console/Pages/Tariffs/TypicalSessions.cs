using Csms.Console.Tariffs;
using Csms.Engine.Prices;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The sessions on which every tariff is tried: an afternoon at AC, a stop at DC, a night. They begin on the coming Tuesday, by the clock of the site. Pure.</summary>
internal static class TypicalSessions
{
    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(5);

    /// <summary>Their names, in order.</summary>
    public static readonly IReadOnlyList<string> Names = ["Afternoon", "Stop", "Night"];

    /// <summary>One of them.</summary>
    /// <param name="name">Of <see cref="Names"/>.</param>
    /// <param name="from">UTC; it begins then or later.</param>
    /// <param name="zone">Of the site.</param>
    public static TrialSession Of(string name, DateTimeOffset from, TimeZoneInfo zone) => name switch
    {
        "Afternoon" => Charge(from, zone, new TimeOnly(12, 0), EvseKind.AC, 22_000, TimeSpan.FromHours(3), TimeSpan.FromHours(4)),
        "Stop" => Charge(from, zone, new TimeOnly(17, 30), EvseKind.DC, 40_000, TimeSpan.FromMinutes(35), TimeSpan.FromMinutes(35)),
        "Night" => Charge(from, zone, new TimeOnly(21, 0), EvseKind.AC, 30_000, TimeSpan.FromHours(4.5), TimeSpan.FromHours(10)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    /// <summary>A charge at even power, then connected without charging to the end.</summary>
    private static TrialSession Charge(DateTimeOffset from, TimeZoneInfo zone, TimeOnly at, EvseKind kind, decimal energyWh, TimeSpan charging, TimeSpan whole)
    {
        var start = Start(from, zone, at);
        var usage = new List<TrialPoint> { new(start, 0, true) };
        for (var passed = ReadEvery; passed < charging; passed += ReadEvery) usage.Add(new TrialPoint(start + passed, energyWh * (decimal)(passed / charging), true));
        if (whole > charging) usage.Add(new TrialPoint(start + charging, energyWh, false));
        usage.Add(new TrialPoint(start + whole, energyWh, false));
        return new TrialSession(kind, zone, usage);
    }

    private static DateTimeOffset Start(DateTimeOffset from, TimeZoneInfo zone, TimeOnly at)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Tuesday) day = day.AddDays(1);
        var local = day.ToDateTime(at);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
