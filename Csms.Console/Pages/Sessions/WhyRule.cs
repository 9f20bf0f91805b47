namespace Csms.Console.Pages.Sessions;

/// <summary>One rule of why a session ended, was short, or does what it does.</summary>
/// <param name="Key">Key of its sentences in SessionTexts: "Why.Refused" has .Title, .Text and .Next.</param>
/// <param name="Holds">Whether it explains the session.</param>
/// <param name="Proof">Titles of the events that prove it.</param>
/// <param name="Next">Where the next step is taken.</param>
internal sealed record WhyRule(string Key, Func<SessionFacts, SessionStory, bool> Holds, string[] Proof, WhyNext Next = WhyNext.Nothing);
