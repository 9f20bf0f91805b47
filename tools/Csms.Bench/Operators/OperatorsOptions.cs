using Csms.Bench.Runs;

namespace Csms.Bench.Operators;

/// <summary>How many people look at what while the network reports.</summary>
internal sealed record OperatorsOptions
{
    /// <summary>Open pages, the browser's one among them.</summary>
    public int Operators { get; init; } = 100;

    /// <summary>Calls a second of the whole network.</summary>
    public double Rate { get; init; } = 500;

    /// <summary>Changes of state that the browser's page is to show.</summary>
    public int Samples { get; init; } = 150;

    /// <summary>What the others have open, in turn; {station} stands for one of the network, another for each.</summary>
    public IReadOnlyList<string> Pages { get; init; } = DefaultPages;

    public ScreenOptions Screen { get; init; } = new();

    public static IReadOnlyList<string> DefaultPages { get; } = ["/overview", "/stations", "/stations/{station}", "/sessions", "/map", "/incidents"];
}
