namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>A run with its counts, as far as the reader may see its stations.</summary>
public sealed record BulkSummary(BulkRun Run, BulkTally Tally);
