using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Templates;

/// <summary>A wanted value beside what a station told.</summary>
/// <param name="Wanted">What is wanted.</param>
/// <param name="Held">What the station told; null: nothing.</param>
/// <param name="State">same, different, locked (it can't be set) or notTold.</param>
internal sealed record DriftLineView(WantedView Wanted, string? Held, string State)
{
    public static DriftLineView Of(DriftLine line) => new(WantedView.Of(line.Wanted), line.Held?.Value, line.Kind switch
    {
        DriftKind.Same => "same",
        DriftKind.Different => "different",
        DriftKind.Locked => "locked",
        DriftKind.NotTold => "notTold",
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "no such state"),
    });
}
