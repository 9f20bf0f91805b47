namespace Csms.Bench.Seeding;

/// <summary>What the console's lists take.</summary>
/// <param name="LargeTables">Tables no plan may read from end to end.</param>
internal sealed record QueriesResult(IReadOnlyList<string> LargeTables, IReadOnlyList<QuestionResult> Questions)
{
    public bool Failed => Questions.Any(x => x.Slow || x.WholeTables.Count > 0);

    public override string ToString() => $"{Questions.Count} questions, {Questions.Count(x => x.Slow)} too slow, {Questions.Count(x => x.WholeTables.Count > 0)} read a whole table";
}
