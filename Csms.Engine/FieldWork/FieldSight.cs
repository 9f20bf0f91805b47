using Csms.Engine.Events;
using Csms.Engine.Stations;

namespace Csms.Engine.FieldWork;

/// <summary>Something happened at a station that is being tested.</summary>
/// <param name="State">The station after it.</param>
/// <param name="Message">What it said; null when only its state changed.</param>
/// <param name="At">When it was said, our time.</param>
internal readonly record struct FieldSight(StationState State, StationMessage? Message, DateTimeOffset At);
