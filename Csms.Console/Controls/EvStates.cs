namespace Csms.Console.Controls;

/// <summary>Names of states in styles and glyphs, and how high each stands in a 24 h bar.</summary>
public static class EvStates
{
    private static readonly string[] _slugs = ["faulted", "offline", "unknown", "suspended-evse", "unavailable", "suspended-ev", "reserved", "preparing", "finishing", "charging", "available"];
    private static readonly double[] _heights = [1, 1, .25, .8, .25, .8, .5, .6, .4, 1, .25];

    /// <summary>Every state, worst first.</summary>
    public static readonly IReadOnlyList<EvState> WorstFirst = Enum.GetValues<EvState>();

    /// <summary>Name in class names and glyphs.svg: "suspended-ev".</summary>
    public static string Slug(this EvState state) => _slugs[(int)state];

    /// <summary>Share of the lane, 0 to 1 (--bh-* of tokens.css).</summary>
    public static double BarHeight(this EvState state) => _heights[(int)state];

    /// <summary>Key of its word in ConsoleTexts.</summary>
    public static string TextKey(this EvState state) => $"State.{state}";

    /// <summary>The worse of two.</summary>
    public static EvState Worse(EvState a, EvState b) => a < b ? a : b;
}
