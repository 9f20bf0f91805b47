using System.Collections.Immutable;

namespace Csms.Engine.Events.Charging;

/// <summary>NotifyDERStartStop: a scheduled control has begun or ended (2.1 R). Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="ControlId">Which.</param>
/// <param name="IsStart">It has begun.</param>
/// <param name="At">When, by the station.</param>
/// <param name="Superseded">Controls whose place it has taken.</param>
public sealed record DerStartStopReported(string ControlId, bool IsStart, DateTimeOffset At, ImmutableArray<string> Superseded) : StationMessage;
