using Csms.Bench.Measures;

namespace Csms.Bench.Runs;

/// <summary>From a StatusNotification leaving the client to the open page showing the new state.</summary>
/// <param name="Page">Path of the page.</param>
/// <param name="Background">Calls a second other stations made meanwhile.</param>
/// <param name="Missed">Changes that did not show within five seconds.</param>
internal sealed record ScreenResult(string Target, string? Version, string LoadAverage, string Page, double Background, Latency Shown, int Missed)
{
    public override string ToString() => FormattableString.Invariant($"{Target}: frame to screen on {Page} with {Background:0} calls/s beside: {Shown}, {Missed} missed");
}
