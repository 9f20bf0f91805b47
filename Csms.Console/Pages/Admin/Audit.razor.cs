using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Security.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;

namespace Csms.Console.Pages.Admin;

/// <summary>Every write: who, when, from where, what, before and after, why.</summary>
public sealed partial class Audit
{
    private VirtualTable<AuditEntry>? _table;
    private KeyValuePair<string, string>[] _subjects = [], _spans = [], _actors = [], _actions = [];
    private AuditFilter? _read;
    private AuditEntry? _entry;
    private RowSelection _selection = RowSelection.None;
    private int? _total;

    [Inject] private IAuditLog Log { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private static readonly string[] Kinds = ["station", "session", "token", "tariff", "site", "incident", "user", "invitation", "apiKey", "setting", "channel", "view", "bulk", "audit"];
    private static readonly string[] Spans = ["1", "7", "30"];

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Subject { get; set; }
    [SupplyParameterFromQuery] private string? When { get; set; }
    [SupplyParameterFromQuery(Name = "actor")] private string? Who { get; set; }
    [SupplyParameterFromQuery] private string? Action { get; set; }
    [SupplyParameterFromQuery] private string? Id { get; set; }
    [SupplyParameterFromQuery] private long? Entry { get; set; }

    private AuditFilter Filter => new(Q, Who, Action, Subject, Id, When);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _subjects = [.. Kinds.Select(kind => KeyValuePair.Create(kind, KindsWord(kind)))];
        _spans = [.. Spans.Select(days => KeyValuePair.Create(days, L[$"Audit.Days.{days}"].Value))];
        _actors = [.. (await Log.ActorsAsync()).Select(actor => KeyValuePair.Create(actor.Id, actor.Name))];
        _actions = [.. (await Log.ActionsAsync()).Select(action => KeyValuePair.Create(action, action))];
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_entry?.Id != Entry)
        {
            _entry = Entry is { } id ? await Log.FindAsync(id) : null;
            _selection = _entry is null ? RowSelection.None : RowSelection.Of(_entry.Id.ToString(CultureInfo.InvariantCulture));
        }
        if (_read == Filter) return;
        _read = Filter;
        if (_table is not null) await _table.RefreshAsync();
    }

    private async ValueTask<ItemsProviderResult<AuditEntry>> ReadAsync(ItemsProviderRequest request)
    {
        var page = await Log.ReadAsync(Filter.Query(Time.GetUtcNow()), request.StartIndex, request.Count, request.CancellationToken);
        _total = page.Total;
        return new ItemsProviderResult<AuditEntry>(page.Entries, page.Total);
    }

    private string EntryAddress(long? id) => Navigation.GetUriWithQueryParameter("entry", id);

    private string KindsWord(string kind) => L[$"Audit.Kind.{kind}"] is { ResourceNotFound: false } word ? word.Value : T[$"Audit.Kind.{kind}"];

    private string KindOf(AuditEntry entry) =>
        L[$"Audit.Of.{entry.SubjectKind}"] is { ResourceNotFound: false } word ? word.Value : T[$"Audit.Of.{entry.SubjectKind}"] is { ResourceNotFound: false } other ? other.Value : entry.SubjectKind;

    // Random parts of an id say nothing on screen; the whole stands in the tooltip.
    private static string Short(string id) => Guid.TryParse(id, out _) ? id[^8..] : id;

    // What changed in one line; the whole stands in the detail.
    private static string ChangeOf(AuditEntry entry) => string.Join(" · ", AuditDiff.Of(entry.Before, entry.After).Where(change => !change.IsSame).Select(change => (change.Before, change.After) switch
    {
        ({ } before, { } after) => $"{change.Member} {before} → {after}",
        ({ } before, null) => $"{change.Member} {before} →",
        (_, var after) => $"{change.Member} {after}",
    }));
}
