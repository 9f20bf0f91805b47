using System.Collections.Immutable;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>What a bulk run does next.</summary>
public abstract record BulkStep
{
    private BulkStep()
    {
    }

    /// <summary>These get their command now.</summary>
    /// <param name="Positions">Their places in the run.</param>
    public sealed record Give(ImmutableArray<int> Positions) : BulkStep;

    /// <summary>These are away and the command does not wait for them.</summary>
    /// <param name="Positions">Their places in the run.</param>
    public sealed record LeaveOut(ImmutableArray<int> Positions) : BulkStep;

    /// <summary>Something is under way, or the pause is not over.</summary>
    public sealed record Wait : BulkStep;

    /// <summary>Too many failed: nobody else has a turn.</summary>
    /// <param name="Failed">How many.</param>
    /// <param name="Judged">Of how many.</param>
    public sealed record Halt(int Failed, int Judged) : BulkStep;

    /// <summary>Nothing is left to do.</summary>
    public sealed record Finish : BulkStep;
}
