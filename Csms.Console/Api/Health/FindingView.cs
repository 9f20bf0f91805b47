namespace Csms.Console.Api.Health;

/// <summary>Something that is not in order.</summary>
/// <param name="Kind">What, as a word: databaseAway, diskLow, journalSlow, journalWaiting, rowsDropped, queueFull, connectionsFew, statementLong, noticesLate, noticesFailed, memoryHigh, tableBloated, rootExpired, rootExpires, providerFails.</param>
/// <param name="Urgent">Something is lost or stands still.</param>
/// <param name="Figures">Its figures and names, as text.</param>
internal sealed record FindingView(string Kind, bool Urgent, IReadOnlyList<string> Figures);
