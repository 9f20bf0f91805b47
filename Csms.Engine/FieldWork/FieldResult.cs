using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>What became of a line of a checklist; an <see cref="FieldState.Open"/> one has none. Immutable.</summary>
public sealed record FieldResult
{
    /// <summary>Of which job.</summary>
    public required Guid Job { get; init; }

    /// <summary>Of which station.</summary>
    public required StationId Station { get; init; }

    /// <summary>Which line.</summary>
    public required FieldItem Item { get; init; }

    /// <summary>How it stands.</summary>
    public required FieldState State { get; init; }

    /// <summary>What it waits for while it runs, then what was seen or is wrong.</summary>
    public Statement<FieldFinding>? Finding { get; init; }

    /// <summary>Why it was left out.</summary>
    public string? Note { get; init; }

    /// <summary>Who began it or left it out.</summary>
    public required string By { get; init; }

    /// <summary>When its last attempt began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was over; null while it is not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; init; }

    /// <summary>It runs or is about to.</summary>
    public bool IsUnderWay => State is FieldState.Waiting or FieldState.Running;

    /// <summary>Nothing more is to be done about it.</summary>
    public bool IsSettled => State is FieldState.Passed or FieldState.Skipped;
}
