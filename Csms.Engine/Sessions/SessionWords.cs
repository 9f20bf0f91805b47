namespace Csms.Engine.Sessions;

/// <summary>Session states as the store and REST spell them.</summary>
public static class SessionWords
{
    /// <summary>active, completed or review.</summary>
    public static string Word(this SessionState state) => state switch
    {
        SessionState.Active => "active",
        SessionState.Completed => "completed",
        SessionState.Review => "review",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no session state"),
    };

    /// <summary>Reads one; null for any other word.</summary>
    public static SessionState? ParseState(string? word) => word switch
    {
        "active" => SessionState.Active,
        "completed" => SessionState.Completed,
        "review" => SessionState.Review,
        _ => null,
    };
}
