namespace Csms.Console.Pages.Health;

/// <summary>What can be out of order.</summary>
internal enum HealthKind
{
    /// <summary>The database does not answer.</summary>
    DatabaseAway,
    /// <summary>The disk is nearly full.</summary>
    DiskLow,
    /// <summary>Commits take long: stations wait for their answers.</summary>
    JournalSlow,
    /// <summary>Decisions wait for a commit.</summary>
    JournalWaiting,
    /// <summary>A write-behind queue gave rows up.</summary>
    RowsDropped,
    /// <summary>A write-behind queue is more than half full.</summary>
    QueueFull,
    /// <summary>The database has few connections left.</summary>
    ConnectionsFew,
    /// <summary>A statement runs for minutes.</summary>
    StatementLong,
    /// <summary>Notices wait long after they were due.</summary>
    NoticesLate,
    /// <summary>Notices were given up.</summary>
    NoticesFailed,
    /// <summary>Memory is nearly used up.</summary>
    MemoryHigh,
    /// <summary>Vacuum does not keep up with a table.</summary>
    TableBloated,
    /// <summary>A root of contract certificates has expired.</summary>
    RootExpired,
    /// <summary>One expires soon.</summary>
    RootExpires,
    /// <summary>The provider of contract certificates last failed.</summary>
    ProviderFails,
}
