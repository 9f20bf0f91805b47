using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>ReportDERControl: a part of the answer to GetDERControl (2.1 R04). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="RequestId">Of the request that asked.</param>
/// <param name="MoreToCome">The tbc member: further parts follow.</param>
/// <param name="Controls">The controls.</param>
public sealed record DerControlsReported(int RequestId, bool MoreToCome, ImmutableArray<DerControl> Controls) : StationMessage;
