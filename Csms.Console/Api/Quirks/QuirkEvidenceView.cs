namespace Csms.Console.Api.Quirks;

/// <summary>Where a deviation was met.</summary>
/// <param name="Source">Project and number of the thread, or chapter of the standard.</param>
/// <param name="Station">Maker and model, where the source says so.</param>
/// <param name="Url">The source.</param>
internal sealed record QuirkEvidenceView(string Source, string? Station, Uri? Url);
