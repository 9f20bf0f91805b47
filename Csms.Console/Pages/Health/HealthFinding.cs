using System.Collections.Immutable;

namespace Csms.Console.Pages.Health;

/// <summary>Something that is not in order: the texts "Finding.{Kind}" say what, "Do.{Kind}" what to do.</summary>
/// <param name="Kind">Which.</param>
/// <param name="IsUrgent">Something is lost or stands still.</param>
/// <param name="Figures">What fills the places of the text: raw numbers and names, worded by the page.</param>
internal sealed record HealthFinding(HealthKind Kind, bool IsUrgent, ImmutableArray<object> Figures);
