namespace Csms.Engine.Storage;

/// <param name="Interval">Longest time a row waits before it is written.</param>
/// <param name="BatchBytes">Size at which a batch is closed and written at once.</param>
/// <param name="TotalBytes">Bound of what is held while the database is away; beyond it the oldest batch is dropped.</param>
/// <param name="Retry">Pause after a failed write.</param>
internal sealed record WriteBehindLimits(TimeSpan Interval, int BatchBytes, long TotalBytes, TimeSpan Retry);
