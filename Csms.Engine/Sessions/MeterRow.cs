using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Sessions;

/// <summary>One meter reading to store.</summary>
/// <param name="Session">Whose; null outside any session.</param>
/// <param name="EvseId">Where; 0 is the main meter.</param>
/// <param name="At">When, UTC, as corrected.</param>
/// <param name="Key">Identity of the reading within its session and instant.</param>
/// <param name="Reading">The values.</param>
/// <param name="SaidAt">Outside of a session: when, by a clock that is not believed; null where it is.</param>
public readonly record struct MeterRow(SessionId? Session, int EvseId, DateTimeOffset At, long Key, MeterReading Reading, DateTimeOffset? SaidAt = null);
