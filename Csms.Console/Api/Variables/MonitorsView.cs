namespace Csms.Console.Api.Variables;

/// <summary>The monitors of a station, as it last reported them, and as it accepted them since then.</summary>
/// <param name="AskedAt">When it was asked (GetMonitoringReport); null: it never was, and there may be others.</param>
/// <param name="Complete">Nothing more of the report is expected.</param>
/// <param name="Items">The monitors.</param>
/// <param name="Missing">The first numbers of parts that did not come; complete with them missing: nothing more is expected.</param>
/// <param name="Cut">The report was longer than what is taken in.</param>
internal sealed record MonitorsView(DateTimeOffset? AskedAt, bool Complete, IReadOnlyList<MonitorView> Items, IReadOnlyList<int> Missing, bool Cut);
