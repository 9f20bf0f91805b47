using Csms.Bench.Runs;

namespace Csms.Bench.Operators;

/// <summary>Many open pages over a network that reports.</summary>
/// <param name="Operators">Open pages, the browser's among them.</param>
/// <param name="OpenMs">From asking for a page to its first render batch: mean over the pages, opened one after the other, milliseconds.</param>
/// <param name="KbACircuit">Growth of the host's resident memory a page, kB.</param>
/// <param name="BatchesASecond">Render batches a second over all pages while they were open.</param>
/// <param name="KbASecond">What was sent to all pages, kB a second.</param>
/// <param name="Ended">Pages whose circuit ended meanwhile, and why the first did.</param>
/// <param name="Screen">Frame to screen in the browser beside them.</param>
/// <param name="Network">What the stations felt meanwhile.</param>
internal sealed record OperatorsResult(
    string Target, string? Version, string LoadAverage, int Operators, IReadOnlyList<string> Pages, double OpenMs, double KbACircuit, double BatchesASecond, double KbASecond, int Ended, string? FirstFault,
    ScreenResult Screen, PacedResult Network)
{
    public override string ToString() => string.Join(
        '\n',
        FormattableString.Invariant($"{Target}: {Operators} pages open; {OpenMs:0} ms a page until it shows, {KbACircuit:0} kB a page, {BatchesASecond:0} batches/s, {KbASecond:0} kB/s over all; {Ended} ended ({FirstFault ?? "-"})"),
        Screen.ToString(),
        Network.ToString());
}
