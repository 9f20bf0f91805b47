namespace Csms.Bench.Runs;

/// <summary>One line of the table: medians of this run.</summary>
/// <param name="Name">What.</param>
/// <param name="Unit">Of ours, target and floor.</param>
/// <param name="Ours">Median of our host.</param>
/// <param name="Target">To reach.</param>
/// <param name="Met">Whether it is.</param>
/// <param name="Floor">Median of the floor in the same run.</param>
/// <param name="Ratio">Ours over floor.</param>
internal sealed record Figure(string Name, string Unit, double Ours, double Target, bool Met, double? Floor, double? Ratio)
{
    public static Figure AtMost(string name, string unit, double target, IEnumerable<double> ours, IEnumerable<double>? floor = null) => Of(name, unit, target, ours, floor, atMost: true);

    public static Figure AtLeast(string name, string unit, double target, IEnumerable<double> ours, IEnumerable<double>? floor = null) => Of(name, unit, target, ours, floor, atMost: false);

    public override string ToString() => FormattableString.Invariant(
        $"{(Met ? "  " : "! ")}{Name,-52} {Ours,10:0.##} {Unit,-8} to reach {Target,8:0.##}   floor {Floor,10:0.##}   ratio {Ratio,6:0.##}");

    private static Figure Of(string name, string unit, double target, IEnumerable<double> ours, IEnumerable<double>? floor, bool atMost)
    {
        var mine = Median(ours);
        double? theirs = floor is null ? null : Median(floor);
        return new Figure(name, unit, mine, target, atMost ? mine <= target : mine >= target, theirs, theirs > 0 ? Math.Round(mine / theirs.Value, 2) : null);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }
}
