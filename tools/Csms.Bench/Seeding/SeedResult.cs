namespace Csms.Bench.Seeding;

/// <summary>What seed wrote.</summary>
internal sealed record SeedResult(SeedOptions Options, IReadOnlyList<SeedStage> Stages, long DatabaseMb)
{
    public override string ToString() => FormattableString.Invariant($"{Options.Sessions:N0} sessions, {Options.Values:N0} values, {DatabaseMb:N0} MB");
}
