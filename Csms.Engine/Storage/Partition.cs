namespace Csms.Engine.Storage;

/// <summary>One piece of a partitioned table, from (inclusive) to (exclusive), UTC.</summary>
internal sealed record Partition(string Name, DateTimeOffset From, DateTimeOffset To);
