namespace Csms.Console.Security.Audit;

/// <summary>Some entries and how many the filter has in all.</summary>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, int Total);
