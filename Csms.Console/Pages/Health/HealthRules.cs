namespace Csms.Console.Pages.Health;

/// <summary>What of a snapshot is not in order, most urgent first. Pure.</summary>
internal static class HealthRules
{
    /// <summary>So long before its end a root is spoken of.</summary>
    public static readonly TimeSpan RootNotice = TimeSpan.FromDays(30);

    private const long GigaByte = 1_000_000_000, BloatedRows = 100_000;
    private const int ManyWaiting = 1000;
    private const double Half = 0.5, MostConnections = 0.8, MostMemory = 0.9, BloatedShare = 0.3, LowDisk = 0.1, VeryLowDisk = 0.03;

    private static readonly TimeSpan _slow = TimeSpan.FromMilliseconds(250), _verySlow = TimeSpan.FromSeconds(2), _longStatement = TimeSpan.FromMinutes(2), _late = TimeSpan.FromMinutes(10);

    public static IReadOnlyList<HealthFinding> Of(HealthSnapshot look) => [.. All(look).OrderByDescending(finding => finding.IsUrgent).ThenBy(finding => finding.Kind)];

    private static IEnumerable<HealthFinding> All(HealthSnapshot look)
    {
        if (look.Host is { DiskBytes: > 0 } disk && (disk.DiskFreeBytes < LowDisk * disk.DiskBytes && disk.DiskFreeBytes < 20 * GigaByte || disk.DiskFreeBytes < 2 * GigaByte))
            yield return new(HealthKind.DiskLow, disk.DiskFreeBytes < VeryLowDisk * disk.DiskBytes || disk.DiskFreeBytes < GigaByte, [disk.DiskFreeBytes]);
        if (look.Host.MemoryLoad > MostMemory) yield return new(HealthKind.MemoryHigh, false, [look.Host.MemoryLoad]);
        if (look.CommitP95 > _slow) yield return new(HealthKind.JournalSlow, look.CommitP95 > _verySlow, [look.CommitP95.Value]);
        if (look.JournalWaiting > ManyWaiting) yield return new(HealthKind.JournalWaiting, true, [look.JournalWaiting]);
        foreach (var queue in look.Queues)
        {
            if (queue.Dropped > 0) yield return new(HealthKind.RowsDropped, true, [queue.Name, queue.Dropped]);
            if (queue.HeldBytes > Half * queue.LimitBytes) yield return new(HealthKind.QueueFull, true, [queue.Name, (double)queue.HeldBytes / queue.LimitBytes]);
        }
        foreach (var root in look.Roots.Where(root => root.IsRoot))
        {
            if (root.NotAfter <= look.At) yield return new(HealthKind.RootExpired, true, [root.Subject]);
            else if (root.NotAfter - look.At < RootNotice) yield return new(HealthKind.RootExpires, false, [root.Subject, (int)(root.NotAfter - look.At).TotalDays]);
        }
        if (look.ProviderFails) yield return new(HealthKind.ProviderFails, false, []);
        if (look.Database is not { } database)
        {
            yield return new(HealthKind.DatabaseAway, true, []);
            yield break;
        }
        if (database.Connections > MostConnections * database.MaxConnections) yield return new(HealthKind.ConnectionsFew, false, [database.Connections, database.MaxConnections]);
        if (database.LongestStatement > _longStatement) yield return new(HealthKind.StatementLong, false, [database.LongestStatement.Value]);
        if (look.At - database.OldestNoticeDue > _late) yield return new(HealthKind.NoticesLate, false, [database.NoticesWaiting]);
        if (database.NoticesFailed > 0) yield return new(HealthKind.NoticesFailed, false, [database.NoticesFailed]);
        foreach (var table in database.Tables)
            if (table.DeadRows > BloatedRows && table.DeadRows > BloatedShare * table.Rows) yield return new(HealthKind.TableBloated, false, [table.Name, table.DeadRows]);
    }
}
