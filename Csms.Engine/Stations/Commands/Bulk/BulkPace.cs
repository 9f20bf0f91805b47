namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>How a bulk run goes about it.</summary>
/// <param name="Canary">Stations that go first and alone; 0: none.</param>
/// <param name="CanaryMustBeSeen">The rest waits until what should follow was seen of the canary, not only its answer.</param>
/// <param name="BatchSize">Stations at a time after the canary, 1 or more.</param>
/// <param name="Pause">Between the last answer of a batch and the next batch.</param>
/// <param name="StopPercent">Share of failures, 1 to 100 %, at which no further station has its turn; null: never.</param>
/// <param name="WaitFor">How long the command waits for a station that is away; null: such a station is left out.</param>
public sealed record BulkPace(int Canary, bool CanaryMustBeSeen, int BatchSize, TimeSpan Pause, int? StopPercent, TimeSpan? WaitFor)
{
    /// <summary>The next batch waits until what should follow was seen of the one before, not only its answers.</summary>
    public bool EveryMustBeSeen { get; init; }

    /// <summary>SetVariables only: values that a station has told already are left out of what it is sent; one that has them all takes no part.</summary>
    public bool OnlyDifferent { get; init; }

    /// <summary>Most stations at a time.</summary>
    public const int LargestBatch = 500;

    /// <summary>Longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Longest wait for a station that is away.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);
}
