using Csms.Engine.Storage;

namespace Csms.Console.Api.Health;

/// <summary>How program, machine and database stand.</summary>
/// <param name="At">When.</param>
/// <param name="Findings">What is not in order, most urgent first; empty: all is well.</param>
/// <param name="Host">Program and machine.</param>
/// <param name="Database">Null: it did not answer.</param>
/// <param name="JournalWaiting">Decisions that wait for a commit.</param>
/// <param name="CommitMedianMs">Of the last commits.</param>
/// <param name="CommitP95Ms">Of the last commits.</param>
/// <param name="Queues">In front of the database.</param>
internal sealed record HealthView(
    DateTimeOffset At, IReadOnlyList<FindingView> Findings, HostView Host, DatabaseView? Database, int JournalWaiting, double? CommitMedianMs, double? CommitP95Ms, IReadOnlyList<QueueHealth> Queues);
