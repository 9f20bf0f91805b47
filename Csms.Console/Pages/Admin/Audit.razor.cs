using Csms.Console.Controls;
using Csms.Console.Security.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace Csms.Console.Pages.Admin;

/// <summary>Every write: who, when, from where, what, before and after, why.</summary>
public sealed partial class Audit
{
    private VirtualTable<AuditEntry>? _table;
    private KeyValuePair<string, string>[] _subjects = [], _spans = [];
    private (string?, string?, string?) _read;
    private int? _total;

    [Inject] private IAuditLog Log { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private static readonly string[] Kinds = ["station", "session", "token", "user", "apiKey", "setting"];
    private static readonly string[] Spans = ["1", "7", "30"];

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Subject { get; set; }
    [SupplyParameterFromQuery] private string? When { get; set; }

    protected override void OnInitialized()
    {
        _subjects = [.. Kinds.Select(kind => KeyValuePair.Create(kind, L[$"Audit.Kind.{kind}"].Value))];
        _spans = [.. Spans.Select(days => KeyValuePair.Create(days, L[$"Audit.Days.{days}"].Value))];
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Q, Subject, When)) return;
        _read = (Q, Subject, When);
        if (_table is not null) await _table.RefreshAsync();
    }

    private async ValueTask<ItemsProviderResult<AuditEntry>> ReadAsync(ItemsProviderRequest request)
    {
        var from = int.TryParse(When, out var days) ? Time.GetUtcNow().AddDays(-days) : (DateTimeOffset?)null;
        var page = await Log.ReadAsync(new AuditQuery(Q, Subject, null, from), request.StartIndex, request.Count, request.CancellationToken);
        _total = page.Total;
        return new ItemsProviderResult<AuditEntry>(page.Entries, page.Total);
    }

    private string KindOf(AuditEntry entry) => L[$"Audit.Of.{entry.SubjectKind}"] is { ResourceNotFound: false } word ? word.Value : entry.SubjectKind;

    // Random parts of an id say nothing on screen; the whole stands in the tooltip.
    private static string Short(string id) => Guid.TryParse(id, out _) ? id[^8..] : id;

    private static string ChangeOf(AuditEntry entry) => (entry.Before, entry.After) switch
    {
        ({ } before, { } after) => $"{before} → {after}",
        ({ } before, null) => $"{before} →",
        (null, { } after) => after,
        _ => "",
    };
}
