namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>One command to many stations, with the record of how it went. Immutable.</summary>
public sealed record BulkRun
{
    /// <summary>Unique.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kind of run, the name of its <see cref="IBulkGuide"/>; null: a plain command.</summary>
    public string? Kind { get; init; }

    /// <summary>Action of OCPP 2.1, or the name of an <see cref="IBulkTask"/>.</summary>
    public required string Action { get; init; }

    /// <summary>JSON object, members as in OCPP 2.1 or as the task has them; it holds no secret.</summary>
    public required string Body { get; init; }

    /// <summary>Who started it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, where one was typed.</summary>
    public string? Reason { get; init; }

    /// <summary>How it goes about it.</summary>
    public required BulkPace Pace { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public BulkRunState State { get; init; }

    /// <summary>When nothing more happened; null while something does, also after a stop.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who stopped it.</summary>
    public string? StoppedBy { get; init; }

    /// <summary>Why it was stopped.</summary>
    public string? StopReason { get; init; }

    /// <summary>How often the engine was restarted under it and it went on.</summary>
    public int Resumed { get; init; }
}
