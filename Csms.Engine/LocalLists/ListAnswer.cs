namespace Csms.Engine.LocalLists;

/// <summary>What a station said, or did not, when it was spoken to about its list.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Update">What was asked of it.</param>
/// <param name="Version">Version that was sent, or told.</param>
/// <param name="Entries">Entries that were sent.</param>
/// <param name="Word">The station's word (Accepted, Failed, VersionMismatch…), the code of its error, or the stage in which the command ended.</param>
/// <param name="Actor">Who asked.</param>
public sealed record ListAnswer(DateTimeOffset At, ListUpdate Update, int? Version, int Entries, string Word, string Actor);
