namespace Csms.Console.Tests.Pages;

/// <summary>A page of the console as the tests visit it.</summary>
/// <param name="Route">The component's route.</param>
/// <param name="Path">An address of it; <see cref="PagesHost.PathOf"/> fills in what is in braces.</param>
/// <param name="Ready">What is there when it is.</param>
/// <param name="Permission">Who may open it; null: everyone who is signed in.</param>
internal sealed record ConsolePage(string Route, string Path, string Ready, string? Permission = null)
{
    /// <summary>Opened without a sign-in.</summary>
    public bool IsPublic { get; init; }

    /// <summary>A page of the server alone, without a circuit.</summary>
    public bool IsStill { get; init; }

    /// <summary>Dialogs to be opened on it: the button that opens each.</summary>
    public IReadOnlyList<string> Dialogs { get; init; } = [];
}
