using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Streams;

/// <summary>Section <c>Csms:Streams</c>.</summary>
public sealed record StreamOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Streams";

    /// <summary>Streams that one station may have open; one more is answered Rejected.</summary>
    [Range(0, 1000)]
    public int MostPerStation { get; init; } = 20;

    /// <summary>Values a second of one station that are kept for long; a minute's worth may come at once.</summary>
    [Range(1, 10_000)]
    public int ValuesPerSecond { get; init; } = 100;
}
