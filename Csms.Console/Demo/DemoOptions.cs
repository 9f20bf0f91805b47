using System.ComponentModel.DataAnnotations;

namespace Csms.Console.Demo;

/// <summary>Section <c>Csms:Demo</c>.</summary>
public sealed record DemoOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Demo";

    /// <summary>Simulated stations that the host runs against itself over real sockets; 0: none.</summary>
    [Range(0, 10_000)]
    public int Stations { get; init; }

    /// <summary>Days of past that a demo network over an empty database begins with; 0: none.</summary>
    [Range(0, 60)]
    public int PastDays { get; init; } = 8;
}
