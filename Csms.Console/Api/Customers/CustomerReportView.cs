using Csms.Engine.Customers;

namespace Csms.Console.Api.Customers;

/// <summary>What a station has sent of a customer.</summary>
/// <param name="Data">The parts in their order, put together; null: removed.</param>
/// <param name="Parts">How many parts came.</param>
/// <param name="Complete">Nothing more is expected.</param>
/// <param name="Missing">The first numbers of parts that did not come; complete with them missing: nothing more is expected.</param>
/// <param name="Cut">It was longer than what is taken in.</param>
internal sealed record CustomerReportView(string? Data, int Parts, bool Complete, IReadOnlyList<int> Missing, bool Cut)
{
    public static CustomerReportView Of(CustomerReport report) => new(report.Text, report.Parts, report.IsComplete, report.Missing, report.IsCut);
}
