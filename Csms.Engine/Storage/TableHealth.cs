namespace Csms.Engine.Storage;

/// <summary>A table with its partitions and indexes, as PostgreSQL counts it.</summary>
/// <param name="Name">"frames".</param>
/// <param name="Bytes">On disk, with indexes.</param>
/// <param name="Rows">Rows, estimated.</param>
/// <param name="DeadRows">Versions that vacuum has not removed yet.</param>
/// <param name="RowsScanned">Rows read without an index since the statistics began: what makes a table slow.</param>
public sealed record TableHealth(string Name, long Bytes, long Rows, long DeadRows, long RowsScanned);
