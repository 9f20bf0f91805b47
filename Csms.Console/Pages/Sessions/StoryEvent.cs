namespace Csms.Console.Pages.Sessions;

/// <summary>Something that changed something, as the list of events tells it.</summary>
/// <param name="At">UTC.</param>
/// <param name="Title">Key of its word in SessionTexts, "Event.Started".</param>
/// <param name="Text">Figures and protocol words.</param>
/// <param name="Href">Its frame; null without one.</param>
/// <param name="Tone">"danger", "warn" or null.</param>
internal sealed record StoryEvent(DateTimeOffset At, string Title, string Text, string? Href, string? Tone = null);
