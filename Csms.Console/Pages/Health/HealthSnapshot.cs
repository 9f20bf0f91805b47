using Csms.Engine.PlugAndCharge;
using Csms.Engine.Storage;

namespace Csms.Console.Pages.Health;

/// <summary>Everything the page shows, as of one moment.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Host">Program and machine.</param>
/// <param name="Database">The database; null when it did not answer.</param>
/// <param name="JournalWaiting">Decisions that wait for a commit.</param>
/// <param name="CommitMedian">Of the last commits.</param>
/// <param name="CommitP95">Of the last commits.</param>
/// <param name="Queues">Write-behind queues.</param>
internal sealed record HealthSnapshot(DateTimeOffset At, HostHealth Host, DatabaseHealth? Database, int JournalWaiting, TimeSpan? CommitMedian, TimeSpan? CommitP95, IReadOnlyList<QueueHealth> Queues)
{
    /// <summary>Roots of contract certificates, and CAs below them.</summary>
    public IReadOnlyList<TrustedCertificate> Roots { get; init; } = [];

    /// <summary>The provider of contract certificates last failed.</summary>
    public bool ProviderFails { get; init; }
}
