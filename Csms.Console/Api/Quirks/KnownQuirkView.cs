namespace Csms.Console.Api.Quirks;

/// <summary>A known deviation of stations from the standard.</summary>
/// <param name="Quirk">Its id.</param>
/// <param name="Says">What is noted at a message that shows it.</param>
/// <param name="Mended">true: the message is read otherwise than it is written; false: it is taken as it comes.</param>
/// <param name="SessionFlag">Flag that a session gets where what was mended bears on its energy or times; null where nothing is guessed.</param>
/// <param name="Evidence">Where others have met it.</param>
/// <param name="Models">Which of your models show it.</param>
internal sealed record KnownQuirkView(string Quirk, string Says, bool Mended, string? SessionFlag, IReadOnlyList<QuirkEvidenceView> Evidence, IReadOnlyList<QuirkModelView> Models);
