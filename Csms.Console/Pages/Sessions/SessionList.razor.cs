using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Sessions;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Sessions;

/// <summary>All sessions, newest first, with quick views and filters that live in the address.</summary>
public sealed partial class SessionList
{
    // Counting a million rows to say "1,000,000" is not worth a second of the database.
    private const int CountedAtMost = 10_000;

    private readonly GridLayout _layout = new("sessions");
    private readonly Dictionary<string, string> _counts = [];
    private KeyValuePair<string, string>[] _sites = [];
    private SessionFilter _filter = SessionFilter.None;
    private AccessScope _scope = AccessScope.Nobody;
    private RowSelection _selection = RowSelection.None;
    private string? _shownText, _matching;
    private bool _personal;

    [Inject] private SessionStore Store { get; set; } = null!;
    [Inject] private SessionLines Lines { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? State { get; set; }
    [SupplyParameterFromQuery] private string? Station { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? From { get; set; }
    [SupplyParameterFromQuery] private string? To { get; set; }
    [SupplyParameterFromQuery] private string? Token { get; set; }
    [SupplyParameterFromQuery] private string? View { get; set; }

    private string FilterWord => ViewQuery.FilterOf(new Uri(Navigation.Uri).Query);

    /// <summary>"All 1,234 that match", "All but 2 of 1,234".</summary>
    private string AllTicked => _selection.TakenOut == 0 ? T["Many.All", _matching ?? Formats.Unknown] : T["Many.AllBut", _matching ?? Formats.Unknown, Formats.Number(_selection.TakenOut)];

    private string ExportHref => "/sessions/export.csv" + new Uri(Navigation.Uri).Query;

    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _personal = _scope.Can(Permissions.TokensRead);
        _sites = [.. Sites.All.Where(site => _scope.Can(Permissions.SessionsRead, site.Id)).Select(site => KeyValuePair.Create(site.Id, site.Name))];
    }

    protected override async Task OnParametersSetAsync()
    {
        var filter = new SessionFilter { Search = Q, State = SessionView.State(State), Station = Station, Site = Site, From = SessionFilter.Day(From), To = SessionFilter.Day(To), Token = Token };
        if (filter == _filter && _counts.Count > 0) return;
        _filter = filter;
        await CountAsync();
    }

    private async Task CountAsync()
    {
        try
        {
            foreach (var view in SessionView.InOrder)
            {
                var filter = _filter with { State = SessionView.State(view) };
                var count = view == SessionView.Running
                    ? Lines.Running(filter, _scope, Formats.Zone).Count
                    : await Store.CountAsync(filter.Query(_scope, Formats.Zone), CountedAtMost + 1, CancellationToken.None);
                _counts[view] = count > CountedAtMost ? $"{Formats.Number(CountedAtMost)}+" : Formats.Number(count);
            }
            var shown = _counts[State is { } state && _counts.ContainsKey(state) ? state : SessionView.All];
            _matching = shown;
            _shownText = shown == Formats.Number(1) ? T["ShownOne"] : T["Shown", shown];
        }
        catch (NpgsqlException)
        {
            _counts.Clear(); // the table says what is wrong; no figure is better than an old one
        }
    }
}
