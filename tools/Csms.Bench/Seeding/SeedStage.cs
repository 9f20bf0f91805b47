namespace Csms.Bench.Seeding;

/// <summary>One table, filled.</summary>
internal sealed record SeedStage(string What, long Rows, double Seconds)
{
    public override string ToString() => FormattableString.Invariant($"{Rows:N0} {What} in {Seconds:0.0} s, {Rows / Math.Max(0.1, Seconds):N0} a second");
}
