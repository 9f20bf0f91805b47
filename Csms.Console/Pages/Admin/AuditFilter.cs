using System.Globalization;
using Csms.Console.Security.Audit;

namespace Csms.Console.Pages.Admin;

/// <summary>What of the audit log is shown, as it stands in the address.</summary>
/// <param name="Q">Part of who, what, id or reason.</param>
/// <param name="Actor">Id of who.</param>
/// <param name="Action">What.</param>
/// <param name="Subject">Kind of the thing.</param>
/// <param name="Id">Id of the thing.</param>
/// <param name="When">Days back.</param>
internal sealed record AuditFilter(string? Q, string? Actor, string? Action, string? Subject, string? Id, string? When)
{
    /// <summary>Address of the page.</summary>
    public const string Page = "/admin/audit";

    /// <summary>Address of the file.</summary>
    public const string File = "/admin/audit/export.csv";

    /// <summary>All about one thing.</summary>
    public static string Of(string kind, string id) => $"{Page}?subject={Uri.EscapeDataString(kind)}&id={Uri.EscapeDataString(id)}";

    public AuditQuery Query(DateTimeOffset now) =>
        new(Q, Subject, Actor, int.TryParse(When, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? now.AddDays(-Math.Min(days, 36500)) : null, SubjectId: Id, Action: Action);

    /// <summary>The file with the same filter.</summary>
    public string Export => $"{File}{string.Concat(Parts.Select((part, at) => $"{(at == 0 ? '?' : '&')}{part.Name}={Uri.EscapeDataString(part.Value!)}"))}";

    private IEnumerable<(string Name, string? Value)> Parts =>
        ((string Name, string? Value)[])[("q", Q), ("actor", Actor), ("action", Action), ("subject", Subject), ("id", Id), ("when", When)] is var parts ? parts.Where(part => !string.IsNullOrEmpty(part.Value)) : [];
}
