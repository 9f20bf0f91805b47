using Csms.Console.Pages.Health;
using Csms.Engine.Storage;

namespace Csms.Console.Tests.Pages.Health;

public sealed class HealthRulesTests
{
    private const long Giga = 1_000_000_000;
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly DatabaseHealth _database = new()
    {
        Version = "15.18", Bytes = Giga, Connections = 12, ActiveConnections = 1, MaxConnections = 100, LongestStatement = TimeSpan.FromMilliseconds(3),
        CommandsWaiting = 2, NoticesWaiting = 0, NoticesFailed = 0, OldestNoticeDue = null, Tables = [new("frames", Giga, 1_000_000, 2000, 0)],
    };

    private static Csms.Engine.PlugAndCharge.TrustedCertificate Root(int days, bool isRoot = true) => new("CN=Root", isRoot, _now.AddYears(-1), _now.AddDays(days), "00");

    private static readonly HealthSnapshot _well = new(
        _now, new HostHealth(TimeSpan.FromDays(3), 0.2, 500_000_000, 0.1, 100 * Giga, 60 * Giga), _database, 3, TimeSpan.FromMilliseconds(4), TimeSpan.FromMilliseconds(20), [new("frames", 120, 40_000, 64_000_000, 0)]);

    /// <summary>A look and the findings that it has; "!" marks what is urgent.</summary>
    private static readonly Dictionary<string, (HealthSnapshot Look, string Findings)> _looks = new()
    {
        ["well"] = (_well, ""),
        ["no database"] = (_well with { Database = null }, "DatabaseAway!"),
        ["disk low"] = (_well with { Host = _well.Host with { DiskFreeBytes = 8 * Giga } }, "DiskLow"),
        ["disk nearly full"] = (_well with { Host = _well.Host with { DiskFreeBytes = Giga / 2 } }, "DiskLow!"),
        ["large disk, a tenth free"] = (_well with { Host = _well.Host with { DiskBytes = 4000 * Giga, DiskFreeBytes = 300 * Giga } }, ""),
        ["disk unknown"] = (_well with { Host = _well.Host with { DiskBytes = 0, DiskFreeBytes = 0 } }, ""),
        ["memory"] = (_well with { Host = _well.Host with { MemoryLoad = 0.95 } }, "MemoryHigh"),
        ["slow commits"] = (_well with { CommitP95 = TimeSpan.FromMilliseconds(400) }, "JournalSlow"),
        ["very slow commits"] = (_well with { CommitP95 = TimeSpan.FromSeconds(3), JournalWaiting = 4000 }, "JournalSlow! JournalWaiting!"),
        ["queue full"] = (_well with { Queues = [new("frames", 1, 40_000_000, 64_000_000, 7)] }, "RowsDropped! QueueFull!"),
        ["connections"] = (_well with { Database = _database with { Connections = 81 } }, "ConnectionsFew"),
        ["long statement"] = (_well with { Database = _database with { LongestStatement = TimeSpan.FromMinutes(3) } }, "StatementLong"),
        ["notices"] = (_well with { Database = _database with { NoticesWaiting = 4, NoticesFailed = 1, OldestNoticeDue = _now.AddMinutes(-11) } }, "NoticesLate NoticesFailed"),
        ["notices of quiet hours"] = (_well with { Database = _database with { NoticesWaiting = 4, OldestNoticeDue = _now.AddHours(3) } }, ""),
        ["bloat"] = (_well with { Database = _database with { Tables = [new("evses", Giga, 300_000, 200_000, 0)] } }, "TableBloated"),
        ["root at its end"] = (_well with { Roots = [Root(20), Root(40), Root(2, isRoot: false)] }, "RootExpires"),
        ["root expired, provider away"] = (_well with { Roots = [Root(-1)], ProviderFails = true, Database = null }, "DatabaseAway! RootExpired! ProviderFails"),
        ["urgent first"] = (_well with { Database = null, Host = _well.Host with { MemoryLoad = 0.95, DiskFreeBytes = 8 * Giga } }, "DatabaseAway! DiskLow MemoryHigh"),
    };

    public static TheoryData<string> Looks => [.. _looks.Keys];

    [Theory]
    [MemberData(nameof(Looks))]
    public void Findings_OfALook_AreThese(string look) =>
        Assert.Equal(_looks[look].Findings, string.Join(' ', HealthRules.Of(_looks[look].Look).Select(finding => $"{finding.Kind}{(finding.IsUrgent ? "!" : "")}")));
}
