namespace Csms.Console.Api.Variables;

/// <summary>The monitors of a station, as it last reported them.</summary>
/// <param name="AskedAt">When it was asked (GetMonitoringReport).</param>
/// <param name="Complete">All parts of the report are here.</param>
/// <param name="Items">The monitors.</param>
internal sealed record MonitorsView(DateTimeOffset AskedAt, bool Complete, IReadOnlyList<MonitorView> Items);
