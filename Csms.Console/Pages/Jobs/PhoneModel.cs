using Csms.Console.FieldWork;
using Csms.Engine.Energy;
using Csms.Engine.FieldWork;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Jobs;

/// <summary>Everything that the technician's page shows, read at one moment.</summary>
public sealed record PhoneModel
{
    /// <summary>Last part of the link.</summary>
    public required string Link { get; init; }

    /// <summary>The job.</summary>
    public required FieldJob Job { get; init; }

    /// <summary>Its stations, as they are now; null: gone.</summary>
    public required IReadOnlyList<(FieldStation Station, StationState? State, bool IsDone)> Stations { get; init; }

    /// <summary>The one that is open.</summary>
    public required FieldStation Station { get; init; }

    /// <summary>As it is now; null: gone.</summary>
    public StationState? State { get; init; }

    /// <summary>Name of its site.</summary>
    public string? Site { get; init; }

    /// <summary>Zone of its site.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Its checklist.</summary>
    public required IReadOnlyList<CheckLine> Lines { get; init; }

    /// <summary>A test of it runs, also one of another job.</summary>
    public bool IsBusy { get; init; }

    /// <summary>A test of this job runs.</summary>
    public bool IsRunning => Lines.Any(line => line.Result is { IsUnderWay: true });

    /// <summary>What this job has written, newest first.</summary>
    public required IReadOnlyList<FieldNote> Notes { get; init; }

    /// <summary>What this job has taken, newest first.</summary>
    public required IReadOnlyList<FieldPhoto> Photos { get; init; }

    /// <summary>The last frames; empty when nobody looks at them.</summary>
    public IReadOnlyList<LiveFrame> Frames { get; init; } = [];
}
