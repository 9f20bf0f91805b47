using System.Text;

namespace Csms.Bench.Pages;

/// <summary>What a person waits for in the console.</summary>
/// <param name="Paints">Pages opened from their address by someone who is signed in.</param>
/// <param name="Lists">Things done in a list that stands.</param>
internal sealed record PagesResult(string? Version, string LoadAverage, IReadOnlyList<PaintResult> Paints, IReadOnlyList<ListResult> Lists)
{
    /// <summary>First paint within a second, a list within 100 ms.</summary>
    public bool Failed => Paints.Any(x => x.FirstPaintMs >= 1000) || Lists.Any(x => x.P50Ms >= 100);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var paint in Paints) text.AppendLine(paint.ToString());
        foreach (var list in Lists) text.AppendLine(list.ToString());
        return text.ToString();
    }
}

/// <summary>One page, medians and worst.</summary>
/// <param name="FirstPaintMs">First contentful paint, from the navigation's start.</param>
/// <param name="LiveMs">Until the page answers: its circuit is up.</param>
internal sealed record PaintResult(string Page, double FirstPaintMs, double FirstPaintWorstMs, double LiveMs)
{
    public override string ToString() => FormattableString.Invariant($"{Page,-24} first paint {FirstPaintMs,5:0} ms, worst {FirstPaintWorstMs,5:0}; live {LiveMs,5:0} ms");
}

/// <summary>One thing done in a list: from the key or click until the rows in view are others, all of them filled.</summary>
internal sealed record ListResult(string Page, string Act, int Times, double P50Ms, double P95Ms)
{
    public override string ToString() => FormattableString.Invariant($"{Page,-12} {Act,-26} p50 {P50Ms,5:0} ms, p95 {P95Ms,5:0}  ({Times})");
}
