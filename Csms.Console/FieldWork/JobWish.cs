using Csms.Engine.Units;

namespace Csms.Console.FieldWork;

/// <summary>A job as it is wanted.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Stations">About which stations.</param>
/// <param name="ExpiresAt">Until when its link works.</param>
public sealed record JobWish(string Title, IReadOnlyList<StationId> Stations, DateTimeOffset ExpiresAt);
