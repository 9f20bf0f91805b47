namespace Csms.Console.Pages.Sessions;

/// <summary>Why a session ended, was short, or does what it does.</summary>
/// <param name="Rule">Key of its sentence in SessionTexts, "Why.Refused".</param>
/// <param name="Evidence">What proves it, oldest first.</param>
/// <param name="Next">Where the next step is taken.</param>
internal sealed record StoryWhy(string Rule, IReadOnlyList<StoryEvent> Evidence, WhyNext Next);
