namespace Csms.Bench.Runs;

/// <summary>Resident memory of the host.</summary>
/// <param name="BaseMb">Warmed up, nobody connected.</param>
/// <param name="IdleKb">A connection that has booted, kB.</param>
/// <param name="LiveKb">The same with the status of two connectors and, for one of ten, a running session with samples.</param>
internal sealed record MemoryResult(string Target, string? Version, string LoadAverage, int Stations, double BaseMb, double IdleKb, double LiveKb)
{
    public override string ToString() => FormattableString.Invariant($"{Target}: {Stations} connections over {BaseMb:0} MB: {IdleKb:0.0} kB each booted, {LiveKb:0.0} kB with live state");
}
