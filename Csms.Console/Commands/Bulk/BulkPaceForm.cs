using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Commands.Bulk;

/// <summary>The pace as a person fills it in. No I/O.</summary>
public sealed class BulkPaceForm
{
    /// <summary>Stations that go first.</summary>
    public int? Canary { get; set; }
    /// <summary>The rest waits for what was to follow.</summary>
    public bool MustBeSeen { get; set; } = true;
    /// <summary>Stations at a time.</summary>
    public int? Batch { get; set; } = 25;
    /// <summary>Seconds between batches.</summary>
    public int? PauseSeconds { get; set; } = 10;
    /// <summary>Stop at a share of failures.</summary>
    public bool Stops { get; set; } = true;
    /// <summary>The share, %.</summary>
    public int? StopPercent { get; set; } = 20;
    /// <summary>Commands wait for stations that are away.</summary>
    public bool Waits { get; set; } = true;
    /// <summary>How long, minutes.</summary>
    public int WaitMinutes { get; set; } = 60;

    /// <summary>Values that a station has already are not sent again.</summary>
    public bool OnlyDifferent { get; set; } = true;

    /// <summary>Members that are wrong.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            if (Canary is not (>= 0 and <= BulkPace.LargestBatch)) yield return nameof(Canary);
            if (Batch is not (>= 1 and <= BulkPace.LargestBatch)) yield return nameof(Batch);
            if (PauseSeconds is not { } pause || pause < 0 || pause > BulkPace.LongestPause.TotalSeconds) yield return nameof(PauseSeconds);
            if (Stops && StopPercent is not (>= 1 and <= 100)) yield return nameof(StopPercent);
        }
    }

    /// <summary>A pace that suits so many stations: a canary where there is somebody to warn.</summary>
    public static BulkPaceForm For(int stations) => new() { Canary = stations switch { <= 2 => 0, <= 20 => 1, <= 200 => 3, _ => 5 } };

    /// <summary>The pace; only without <see cref="Faults"/>.</summary>
    public BulkPace Pace() => new(Canary!.Value, MustBeSeen, Batch!.Value, TimeSpan.FromSeconds(PauseSeconds!.Value), Stops ? StopPercent : null, Waits ? TimeSpan.FromMinutes(WaitMinutes) : null) { OnlyDifferent = OnlyDifferent };
}
