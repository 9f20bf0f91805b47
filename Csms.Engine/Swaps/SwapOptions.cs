using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Swaps;

/// <summary>Section <c>Csms:Swaps</c>.</summary>
public sealed record SwapOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Swaps";

    /// <summary>After so many minutes without another word a running swap counts as lapsed.</summary>
    [Range(1, 10_080)]
    public int LapseMinutes { get; init; } = 60;
}
