using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Variables;

/// <summary>How much of its last report a station has sent.</summary>
/// <param name="RequestId">Number of the request.</param>
/// <param name="State">complete, running, incomplete (parts are missing and nothing has come for a minute) or cut (it was longer than what is taken in).</param>
/// <param name="StartedAt">When its first part came.</param>
/// <param name="LastAt">When its latest part came.</param>
/// <param name="Parts">How many different parts came.</param>
/// <param name="LastPart">Number of the last part, where it is known.</param>
/// <param name="Missing">The first numbers that did not come.</param>
/// <param name="Variables">Attributes in the parts.</param>
internal sealed record ReportView(int RequestId, string State, DateTimeOffset StartedAt, DateTimeOffset LastAt, int Parts, int? LastPart, IReadOnlyList<int> Missing, int Variables)
{
    public static ReportView Of(StationReport report, DateTimeOffset now) => new(
        report.RequestId, report.IsCut ? "cut" : report.IsComplete ? "complete" : report.IsRunning(now) ? "running" : "incomplete",
        report.StartedAt, report.LastAt, report.Parts, report.LastPart, [.. report.Missing], report.Variables);
}
