using Csms.Engine.Prices;

namespace Csms.Console.Tariffs;

/// <summary>What a made-up session costs, by the one pricing function. Pure; nothing is kept.</summary>
public static class TariffTrial
{
    /// <summary>Most points.</summary>
    public const int MostPoints = 1000;

    /// <summary>Most energy, Wh.</summary>
    public const decimal MostWh = 10_000_000;

    /// <summary>Longest session.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>What it costs.</summary>
    /// <param name="terms">By what.</param>
    /// <param name="usage">Two points or more, in order: begin, what happened and was read, end. From callers outside up to <see cref="MostPoints"/>.</param>
    public static SessionCost Of(PriceTerms terms, IReadOnlyList<TrialPoint> usage)
    {
        ArgumentNullException.ThrowIfNull(usage);
        ArgumentOutOfRangeException.ThrowIfLessThan(usage.Count, 2);
        var price = SessionPrice.Begin(terms, usage[0].At, usage[0].Charging, usage[0].EnergyWh ?? 0);
        for (var place = 1; place < usage.Count - 1; place++)
        {
            var point = usage[place];
            if (point.EnergyWh is { } energy) price = price.Read(point.At, energy, point.PowerW, point.CurrentA);
            price = price.Pass(point.At, point.Charging);
        }

        return price.End(usage[^1].At, usage[^1].EnergyWh).Cost;
    }
}
