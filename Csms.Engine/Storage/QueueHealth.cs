namespace Csms.Engine.Storage;

/// <summary>A queue in front of the database.</summary>
/// <param name="Name">"frames", "states", "facts", "streams".</param>
/// <param name="Rows">Rows that wait.</param>
/// <param name="HeldBytes">Memory they hold.</param>
/// <param name="LimitBytes">Memory they may hold; beyond it the oldest are given up.</param>
/// <param name="Dropped">Rows given up since the start.</param>
public sealed record QueueHealth(string Name, long Rows, long HeldBytes, long LimitBytes, long Dropped);
