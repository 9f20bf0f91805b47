namespace Csms.Engine.Customers;

/// <summary>What a station has sent of a customer.</summary>
/// <param name="Text">The parts in their order, put together; null: removed.</param>
/// <param name="Parts">How many parts came.</param>
/// <param name="IsComplete">Nothing more is expected.</param>
/// <param name="Missing">The first numbers of parts that did not come.</param>
/// <param name="IsCut">It was longer than what is taken in.</param>
public sealed record CustomerReport(string? Text, int Parts, bool IsComplete, IReadOnlyList<int> Missing, bool IsCut);
