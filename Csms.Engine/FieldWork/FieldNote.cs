using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>A note about a station.</summary>
/// <param name="Id">Unique; given by who writes it, so that a repeated sending counts once.</param>
/// <param name="Station">About which.</param>
/// <param name="Job">Written for this job; null: by staff.</param>
/// <param name="Text">As typed.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
public sealed record FieldNote(Guid Id, StationId Station, Guid? Job, string Text, string By, DateTimeOffset At);
