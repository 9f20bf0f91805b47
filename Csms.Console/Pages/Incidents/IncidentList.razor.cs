using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Incidents;

/// <summary>What is wrong now, from memory and live; what is over, from the store.</summary>
public sealed partial class IncidentList : IDisposable
{
    private const int ClosedAtMost = 1000;
    private static readonly int[] _spansOfHours = [1, 24, 168, 720];

    private readonly GridLayout _layout = new("incidents");
    private readonly Dictionary<string, int> _counts = [];
    private RowSelection _selection = RowSelection.None;
    private IReadOnlyList<Incident> _shown = [], _closed = [];
    private KeyValuePair<string, string>[] _severities = [], _rules = [], _spans = [], _sites = [], _assignees = [];
    private IncidentFilter _filter = new();
    private AccessScope? _scope;
    private string? _error, _told;
    private bool _maySet, _mayWrite, _cut, _busy;
    private int _all, _dirty;

    [Inject] private IncidentDesk Desk { get; set; } = null!;
    [Inject] private IncidentStore Store { get; set; } = null!;
    [Inject] private IncidentActions Do { get; set; } = null!;
    [Inject] private IncidentWords Words { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? State { get; set; }
    [SupplyParameterFromQuery] private string? Severity { get; set; }
    [SupplyParameterFromQuery] private string? Rule { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? Station { get; set; }
    [SupplyParameterFromQuery] private string? Hours { get; set; }
    [SupplyParameterFromQuery] private string? Assignee { get; set; }
    [SupplyParameterFromQuery] private string? Sort { get; set; }
    [SupplyParameterFromQuery(Name = "view")] private string? ViewId { get; set; }

    private string ExportHref => "/incidents/export.csv" + new Uri(Navigation.Uri).Query;
    private string FilterWord => ViewQuery.FilterOf(new Uri(Navigation.Uri).Query);
    private IEnumerable<Incident> Selected => _selection.Pick(_shown, KeyOf);

    private string? SelectionNote
    {
        get
        {
            var left = Selected.Count(incident => !MayChange(incident));
            return left == 0 ? null : T["Selection.Left", Formats.Number(left)].Value;
        }
    }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T[_filter.View == IncidentFilter.Closed ? "Empty.Closed" : "Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        Desk.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _maySet = _scope.Can(Permissions.SettingsManage);
        _mayWrite = _scope.Can(Permissions.IncidentsWrite);
        _severities = [.. Enum.GetValues<IncidentSeverity>().Reverse().Select(severity => KeyValuePair.Create(IncidentCatalogue.Word(severity), T[$"Severity.{severity}"].Value))];
        _rules = [.. IncidentCatalogue.All.Select(rule => KeyValuePair.Create(IncidentCatalogue.Word(rule), T[$"Rule.{rule}"].Value))];
        _spans = [.. _spansOfHours.Select(hours => KeyValuePair.Create(hours.ToString(CultureInfo.InvariantCulture), T[$"Since.{hours}"].Value))];
        _sites = [.. Sites.All.Where(site => _scope.Can(Permissions.IncidentsRead, site.Id)).Select(site => KeyValuePair.Create(site.Id, site.Name))];
        Desk.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var before = _filter;
        _filter = IncidentFilter.Read(Q, State, Severity, Rule, Site, Station, Hours, Assignee);
        if (_filter.View == IncidentFilter.Closed && (before.View != IncidentFilter.Closed || before.Station != _filter.Station)) await LoadAsync();
        else Look();
    }

    private void OnChanged() => Volatile.Write(ref _dirty, 1);

    private void OnTick(long second)
    {
        var changed = Interlocked.Exchange(ref _dirty, 0) == 1;
        if (!changed && second % 30 != 0) return;
        _ = InvokeAsync(async () =>
        {
            if (changed && _filter.View == IncidentFilter.Closed) await LoadAsync();
            else Look();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            _closed = await Store.ListAsync(
                new IncidentQuery { State = IncidentState.Closed, StationId = _filter.Station, SiteIds = _scope.SiteIds(Permissions.IncidentsRead), Limit = ClosedAtMost }, CancellationToken.None);
            _error = null;
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
        }
        Look();
    }

    private void Look()
    {
        if (_scope is null) return;
        var sites = _scope.Sites(Permissions.IncidentsRead);
        var running = Desk.Open.Where(incident => sites.Contains(incident.SiteId)).ToList();
        _counts[IncidentFilter.Running] = running.Count;
        _counts["open"] = running.Count(incident => incident.State == IncidentState.Open);
        _counts["acknowledged"] = running.Count - _counts["open"];
        IReadOnlyList<Incident> from = _filter.View == IncidentFilter.Closed ? _closed : running;
        _cut = _filter.View == IncidentFilter.Closed && _closed.Count == ClosedAtMost;
        _all = _filter.View == IncidentFilter.Closed ? _closed.Count : _counts[_filter.View];
        var now = Time.GetUtcNow();
        var shown = from.Where(incident => _filter.Matches(incident, Words, now)).ToList();
        shown.Sort(Order);
        _shown = shown;
        _assignees = [KeyValuePair.Create("-", T["Nobody"].Value), .. from.Select(incident => incident.Assignee).OfType<string>().Distinct().Order(StringComparer.CurrentCultureIgnoreCase).Select(name => KeyValuePair.Create(name, name))];
    }

    private int Order(Incident a, Incident b)
    {
        var order = Sort?.TrimStart('-') switch
        {
            "severity" => b.Severity.CompareTo(a.Severity),
            "where" => StringComparer.CurrentCultureIgnoreCase.Compare(Words.Where(a), Words.Where(b)),
            "since" => b.Since.CompareTo(a.Since),
            _ => 0,
        };
        if (Sort?.StartsWith('-') == true) order = -order;
        return order != 0 ? order : b.Id.CompareTo(a.Id);
    }

    private static string KeyOf(Incident incident) => incident.Id.ToString(CultureInfo.InvariantCulture);

    private bool MayChange(Incident incident) => incident.State != IncidentState.Closed && _scope!.Can(Permissions.IncidentsWrite, incident.SiteId);

    private bool MayTake(Incident incident) => incident.State == IncidentState.Open && _scope!.Can(Permissions.IncidentsWrite, incident.SiteId);

    private async Task AcknowledgeAsync(long id)
    {
        var result = await Do.AcknowledgeAsync(id);
        _told = result == IncidentResult.Done ? null : T[$"Result.{result}"].Value;
        Look();
    }

    private Task AcknowledgeSelectedAsync() => EachAsync(MayTake, incident => Do.AcknowledgeAsync(incident.Id));

    private Task TakeSelectedAsync() => EachAsync(MayChange, incident => Do.AssignAsync(incident.Id, _scope!.Actor.Name));

    private async Task CloseSelectedAsync()
    {
        var wanted = Selected.Where(MayChange).ToList();
        var count = Formats.Number(wanted.Count);
        var holding = wanted.Count(incident => incident.ClearedAt is null);
        if (await Ask.ReasonAsync(T["CloseManyTitle", count], T[holding > 0 ? "CloseManyText.Holds" : "CloseManyText", Formats.Number(holding)], T["CloseManyTitle", count], danger: holding > 0) is { } reason)
            await EachAsync(MayChange, incident => Do.CloseAsync(incident.Id, reason));
    }

    /// <summary>One after the other, each by itself: what can't be done does not hold up the rest, and is said.</summary>
    private async Task EachAsync(Func<Incident, bool> may, Func<Incident, Task<IncidentResult>> act)
    {
        if (_busy) return;
        _busy = true;
        try
        {
            var wanted = Selected.Where(may).ToList();
            var failed = new List<IncidentResult>();
            foreach (var incident in wanted)
            {
                if (await act(incident) is not IncidentResult.Done and var result) failed.Add(result);
                if (failed.Contains(IncidentResult.NotSaved)) break; // the database is away: the rest would wait for it too
            }
            _told = failed.Count == 0 ? null : T["Selection.Failed", Formats.Number(failed.Count), Formats.Number(wanted.Count), T[$"Result.{failed[^1]}"].Value].Value;
            if (failed.Count == 0) _selection = RowSelection.None;
            if (_filter.View == IncidentFilter.Closed) await LoadAsync();
            else Look();
        }
        finally
        {
            _busy = false;
        }
    }
}
