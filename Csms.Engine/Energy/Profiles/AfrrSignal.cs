namespace Csms.Engine.Energy.Profiles;

/// <summary>The frequency restoration signal that a station took last (2.1 AFRRSignal).</summary>
/// <param name="Value">The signal.</param>
/// <param name="From">When it begins to count, UTC.</param>
/// <param name="At">When it was accepted, UTC.</param>
public sealed record AfrrSignal(int Value, DateTimeOffset? From, DateTimeOffset At);
