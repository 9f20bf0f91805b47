namespace Csms.Engine.Stations;

/// <summary>How much a station takes in one message of an action.</summary>
/// <param name="Items">Most items; null: it reports none.</param>
/// <param name="Bytes">Longest message, bytes; null: it reports none.</param>
public readonly record struct MessageLimits(int? Items, int? Bytes);
