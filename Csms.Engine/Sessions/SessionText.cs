namespace Csms.Engine.Sessions;

/// <summary>
/// What is searched for in sessions, judged alike in the store and in memory: a text of three letters and more anywhere in a station's id, token or
/// transaction id; a shorter one where a station's id or token begins, and a whole transaction id. An index of trigrams has nothing for two letters in
/// the middle: each such search would walk all sessions there are.
/// </summary>
/// <param name="Text">What was typed, without the blanks around it.</param>
public readonly record struct SessionText(string Text)
{
    private const int Trigram = 3;

    /// <summary>Too short to be looked for in the middle of a word.</summary>
    public bool IsShort => Text.Length < Trigram;

    /// <summary>Whether it is found in a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="tokens">Whether its token counts: not for readers who may not know whose session it is.</param>
    public bool IsIn(Session session, bool tokens)
    {
        ArgumentNullException.ThrowIfNull(session);
        return IsIn(session.StationId.Value) || (tokens && IsIn(session.Token?.Value))
            || (IsShort ? string.Equals(session.TransactionId, Text, StringComparison.OrdinalIgnoreCase) : IsIn(session.TransactionId));
    }

    private bool IsIn(string? whole) =>
        whole is not null && (IsShort ? whole.StartsWith(Text, StringComparison.OrdinalIgnoreCase) : whole.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
