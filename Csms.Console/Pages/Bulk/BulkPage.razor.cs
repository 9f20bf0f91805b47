using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Npgsql;

namespace Csms.Console.Pages.Bulk;

/// <summary>One run: how far it is, what each station said, and the button that stops it.</summary>
public sealed partial class BulkPage
{
    private VirtualTable<BulkItem>? _table;
    private AccessScope? _scope;
    private BulkSummary? _summary;
    private string? _told, _shown;
    private bool _missing, _failed, _mayStop, _mayRead;
    private RunWatch? _watch;

    [Inject] private BulkStore Store { get; set; } = null!;
    [Inject] private BulkCommands Bulk { get; set; } = null!;
    [Inject] private BulkDesk Desk { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The run.</summary>
    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    private string Title => _summary is { } found ? B[found.Tally.Targets == 1 ? "Heading.One" : "Heading", Words.Name(found.Run.Action), Formats.Number(found.Tally.Targets)] : B["Nav.bulk"];

    // Whoever sees the stations sees this; who a customer is, they need not.
    private string Body => CommandText.ForAudit(_summary!.Run.Action, JsonNode.Parse(_summary.Run.Body))!.ToJsonString();

    private BulkItemState[] Wanted => BulkWords.Groups.FirstOrDefault(group => group.Key == State).Value ?? [];

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _watch = new RunWatch(Bulk, Ticker, id => id == Id, OnSecond);
        _scope = await UserScope.GetAsync();
        _mayRead = _scope.Can(Permissions.MessagesRead);
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        if (_shown != $"{Id} {State}" && _table is not null) await _table.RefreshAsync();
        _shown = $"{Id} {State}";
    }

    private static int Count(BulkSummary found, BulkItemState[] states) => states.Sum(state => found.Tally[state]);

    private void OnSecond(bool changed)
    {
        if (!changed && _summary is not { Run.EndedAt: null }) return;
        _ = InvokeAsync(async () =>
        {
            if (changed)
            {
                await LoadAsync();
                if (_table is not null) await _table.RefreshAsync();
            }
            StateHasChanged(); // how long it lasts
        });
    }

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            _summary = await Desk.FindAsync(_scope, Id, CancellationToken.None);
            _missing = _summary is null;
            _mayStop = _summary is { Run.State: BulkRunState.Running } found && await Desk.MayStopAsync(_scope, found.Run, CancellationToken.None);
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async ValueTask<ItemsProviderResult<BulkItem>> ReadAsync(ItemsProviderRequest request)
    {
        if (_scope is null || _summary is null) return new([], 0);
        var total = Wanted.Length == 0 ? _summary.Tally.Total : Count(_summary, Wanted);
        try
        {
            return new(await Store.ItemsAsync(Id, _scope.SiteIds(Permissions.StationsRead), Wanted, -1, request.StartIndex, request.Count, request.CancellationToken), total);
        }
        catch (NpgsqlException)
        {
            _failed = true;
            return new([], 0);
        }
    }

    private string? Now(BulkSummary found)
    {
        if (found.Run.EndedAt is not null) return null;
        var tally = found.Tally;
        var parts = new List<string>();
        if (tally[BulkItemState.Given] + tally[BulkItemState.Answered] is > 0 and var running) parts.Add(B["Now.UnderWay", Formats.Number(running)]);
        if (tally[BulkItemState.Parked] is > 0 and var parked) parts.Add(B["Now.Parked", Formats.Number(parked)]);
        if (tally[BulkItemState.Waiting] is > 0 and var waiting)
            parts.Add(B[tally[BulkItemState.Done] + tally.Failed < found.Run.Pace.Canary ? "Now.Canary" : "Now.Waiting", Formats.Number(waiting)]);
        return string.Join(" · ", parts);
    }

    private string? Result(BulkItem item) => item switch
    {
        { LeftOut: { } why } => B[$"Why.{why}"],
        { State: BulkItemState.Answered, Sight: { } wanted } => B["LooksOut", Words.Say(wanted)],
        { State: BulkItemState.NotSeen, Sight: { } wanted } => B["DidNotSee", Words.Say(wanted)],
        { Sight: { } seen } => Words.Say(seen),
        { Fault: { } fault } => Words.Say(fault),
        _ => null,
    };

    private string? Took(BulkItem item) => item is { GivenAt: { } given, SettledAt: { } settled } && settled >= given ? $"{Formats.Number((settled - given).TotalSeconds, 1)} s" : null;

    private async Task StopAsync()
    {
        if (_summary is not { } found) return;
        var rest = found.Tally[BulkItemState.Waiting] + found.Tally[BulkItemState.Parked];
        if (await Ask.ReasonAsync(B["StopTitle", Words.Name(found.Run.Action)], B["StopText", Formats.Number(rest), Formats.Number(found.Tally[BulkItemState.Given])], B["Stop"], danger: true) is not { } reason) return;
        var result = await Desk.StopAsync(await UserScope.GetAsync(), Id, reason, CancellationToken.None);
        _told = result == BulkStop.Done ? null : B[$"NotStopped.{result}"].Value;
        await LoadAsync();
    }
}
