using System.Collections.Immutable;

namespace Csms.Engine.LiveView;

/// <summary>What an EVSE did, oldest first, without gaps.</summary>
/// <param name="EvseId">From 1.</param>
/// <param name="Segments">Neighbours differ in condition or session.</param>
public sealed record EvseDay(int EvseId, ImmutableArray<EvseSegment> Segments);
