using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>A photo of a station, without its content.</summary>
/// <param name="Id">Unique; given by who sends it, so that a repeated sending counts once.</param>
/// <param name="Station">Of which.</param>
/// <param name="Job">Taken for this job; null: by staff.</param>
/// <param name="MediaType">By its content: image/jpeg, image/png or image/webp.</param>
/// <param name="Bytes">Size as kept.</param>
/// <param name="Caption">What it shows, where somebody said.</param>
/// <param name="By">Who sent it.</param>
/// <param name="At">When it was sent.</param>
public sealed record FieldPhoto(Guid Id, StationId Station, Guid? Job, string MediaType, int Bytes, string? Caption, string By, DateTimeOffset At);
