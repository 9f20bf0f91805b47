using Csms.Engine.Sessions;

namespace Csms.Console.Pages.Sessions;

/// <summary>The quick views of the list, as the address spells them.</summary>
internal static class SessionView
{
    public const string All = "all", Running = "running", Review = "review", Completed = "completed";

    public static readonly string[] InOrder = [All, Running, Review, Completed];

    public static SessionState? State(string? view) => view switch
    {
        Running => SessionState.Active,
        Review => SessionState.Review,
        Completed => SessionState.Completed,
        _ => null,
    };
}
