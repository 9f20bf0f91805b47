namespace Csms.Bench.Seeding;

/// <summary>One question of the console, asked many times.</summary>
/// <param name="Slow">p95 beyond what a list may take.</param>
/// <param name="WholeTables">Large tables that its plan reads from end to end.</param>
/// <param name="Plan">As the server planned it last.</param>
internal sealed record QuestionResult(string Question, int Times, double P50Ms, double P95Ms, double MaxMs, bool Slow, IReadOnlyList<string> WholeTables, string Plan)
{
    public override string ToString() => FormattableString.Invariant(
        $"{(Slow || WholeTables.Count > 0 ? "! " : "  ")}{Question,-58} p50 {P50Ms,8:0.0} ms   p95 {P95Ms,8:0.0} ms   max {MaxMs,8:0.0} ms{(WholeTables.Count > 0 ? "   reads all of " + string.Join(", ", WholeTables) : "")}");
}
