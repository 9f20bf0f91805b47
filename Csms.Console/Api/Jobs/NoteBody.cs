namespace Csms.Console.Api.Jobs;

/// <summary>A note about a station.</summary>
/// <param name="Text">1 to 4000 characters.</param>
internal sealed record NoteBody(string Text);
