using System.Globalization;
using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Commands.Campaigns;
using Csms.Console.Controls;
using Csms.Console.Pages.Bulk;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Energy;
using Csms.Engine.Firmware;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Campaigns;

/// <summary>One campaign: how far it is, how many stations are at which step, what each told, and the buttons that hold, stop and repeat it.</summary>
public sealed partial class CampaignPage
{
    private VirtualTable<CampaignRow>? _table;
    private AccessScope? _scope;
    private CampaignSummary? _summary;
    private IReadOnlyList<KeyValuePair<string, int>> _steps = [];
    private string? _told, _shown;
    private bool _missing, _failed, _mayTurn, _hasImage;
    private RunWatch? _watch;

    [Inject] private CampaignDesk Desk { get; set; } = null!;
    [Inject] private FirmwareCampaigns Campaigns { get; set; } = null!;
    [Inject] private FirmwareLibrary Library { get; set; } = null!;
    [Inject] private BulkStore Store { get; set; } = null!;
    [Inject] private BulkCommands Bulk { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IStringLocalizer<FirmwareTexts> T { get; set; } = null!;
    [Inject] private IStringLocalizer<BulkTexts> B { get; set; } = null!;
    [Inject] private IStringLocalizer<ProtocolTexts> Protocol { get; set; } = null!;

    /// <summary>The campaign.</summary>
    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    private string Title => _summary?.Campaign.Name ?? C["Campaign"];

    private BulkItemState[] Wanted => BulkWords.Groups.FirstOrDefault(group => group.Key == State).Value ?? [];

    /// <summary>How many failed or had no turn.</summary>
    private int Again => _summary is { Run.EndedAt: not null } found && _hasImage ? found.Tally.Failed + found.Tally[BulkItemState.NotReached] + found.Tally[BulkItemState.NotGiven] : 0;

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _watch = new RunWatch(Bulk, Ticker, id => id == Id, OnSecond);
        _scope = await UserScope.GetAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        if (_shown != $"{Id} {State}" && _table is not null) await _table.RefreshAsync();
        _shown = $"{Id} {State}";
    }

    private static int Count(CampaignSummary found, BulkItemState[] states) => states.Sum(state => found.Tally[state]);

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Tab(CampaignRow row) => $"{StationLinks.Of(row.Item.Station)}?tab=firmware";

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
            _failed = false;
            if (_summary is not { } found) return;
            _mayTurn = await Desk.MayTurnAsync(_scope, found, CancellationToken.None);
            _hasImage = await Library.FindAsync(found.Campaign.ImageId, CancellationToken.None) is not null;
            var running = found.Tally[BulkItemState.Answered] == 0 ? [] : await RowsAsync([BulkItemState.Answered], 0, BulkPace.LargestBatch, CancellationToken.None);
            _steps = [.. running.CountBy(row => row.Update?.Status ?? "").OrderBy(step => step.Key, StringComparer.Ordinal)];
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async Task<List<CampaignRow>> RowsAsync(BulkItemState[] states, int skip, int limit, CancellationToken cancellation)
    {
        var items = await Store.ItemsAsync(Id, _scope!.SiteIds(Permissions.StationsRead), states, -1, skip, limit, cancellation);
        var updates = await Campaigns.UpdatesAsync([.. items.Select(item => item.CommandId).OfType<Guid>()], cancellation);
        return [.. items.Select(item => new CampaignRow(item, item.CommandId is { } command ? updates.GetValueOrDefault(command) : null))];
    }

    private async ValueTask<ItemsProviderResult<CampaignRow>> ReadAsync(ItemsProviderRequest request)
    {
        if (_scope is null || _summary is null) return new([], 0);
        var total = Wanted.Length == 0 ? _summary.Tally.Total : Count(_summary, Wanted);
        try
        {
            return new(await RowsAsync(Wanted, request.StartIndex, request.Count, request.CancellationToken), total);
        }
        catch (NpgsqlException)
        {
            _failed = true;
            return new([], 0);
        }
    }

    private string Said(string status) => Protocol[$"Word.FirmwareStatus.{status}"] is { ResourceNotFound: false } word ? word.Value : status;

    private string? Now(CampaignSummary found)
    {
        if (found.Run.EndedAt is not null) return null;
        var tally = found.Tally;
        var parts = new List<string>();
        if (tally[BulkItemState.Given] is > 0 and var given) parts.Add(C["Now.Given", Formats.Number(given)]);
        parts.AddRange(_steps.Select(step => step.Key.Length == 0 ? C["Now.Accepted", Formats.Number(step.Value)].Value : $"{Formats.Number(step.Value)} {Said(step.Key)}"));
        if (tally[BulkItemState.Waiting] is > 0 and var waiting)
            parts.Add(C[tally[BulkItemState.Done] + tally.Failed < found.Run.Pace.Canary ? "Now.Canary" : "Now.Waiting", Formats.Number(waiting)]);
        return string.Join(" · ", parts);
    }

    private static string Versions(CampaignRow row) => row.Update is not { } update ? "" : update.VersionAfter is { } after ? $"{update.VersionBefore ?? Formats.Unknown} → {after}" : update.VersionBefore ?? "";

    /// <summary>What the station told, in order; with times where there is room for them.</summary>
    private string? Steps(CampaignRow row, bool times)
    {
        if (row.Item.LeftOut is { } why) return C[$"Why.{why}"];
        if (row.Item.State == BulkItemState.Waiting && _summary is { Run.State: BulkRunState.Running } found && Campaigns.HoldOf(found.Campaign, row.Item.Station) is not CampaignHold.None and var hold) return C[$"Hold.{hold}"];
        var steps = (row.Update?.Steps ?? []).Select(step => times ? $"{Formats.Seconds(step.At)} {Said(step.Status)}" : step.Status).ToList(); // short words in the line, plain ones in its title
        if (row.Update is { ResetAt: { } reset }) steps.Add(times ? $"{Formats.Seconds(reset)} {C["WasReset"]}" : C["WasReset"]);
        if (row.Update is { BootedAt: { } booted, VersionAfter: { } version }) steps.Add(times ? $"{Formats.Seconds(booted)} {C["Booted", version]}" : C["Booted", version]);
        if (row.Item.State == BulkItemState.Answered && _summary is { Run.State: BulkRunState.Running or BulkRunState.Paused } under && Campaigns.ResetHoldOf(under.Campaign, row.Update) is { } wait) steps.Add(C[$"ResetHold.{wait}"]);
        switch (row.Item)
        {
            case { State: BulkItemState.NotSeen, Sight: { } wanted }:
                steps.Add(B["DidNotSee", Words.Say(wanted)]);
                break;
            case { State: BulkItemState.Failed, Fault: { } fault }:
                steps.Add(Words.Say(fault));
                break;
            case { State: BulkItemState.Failed or BulkItemState.NotReached, Answer: { } answer } when row.Update is null:
                steps.Add(answer);
                break;
            case { State: BulkItemState.NotReached, Fault: { } fault }:
                steps.Add(Words.Say(fault));
                break;
            default:
                break;
        }

        return string.Join(times ? "\n" : " → ", steps);
    }

    private string? Took(BulkItem item) => item is { GivenAt: { } given, SettledAt: { } settled } && settled >= given ? Formats.Duration(settled - given) : null;

    private async Task TurnAsync(CampaignTurn turn, string? reason = null)
    {
        var result = await Desk.TurnAsync(await UserScope.GetAsync(), Id, turn, reason, CancellationToken.None);
        _told = result == BulkStop.Done ? null : B[$"NotStopped.{result}"].Value;
        await LoadAsync();
        if (_table is not null) await _table.RefreshAsync();
    }

    private async Task StopAsync()
    {
        if (_summary is not { } found) return;
        var text = C["StopText", Formats.Number(found.Tally[BulkItemState.Waiting]), Formats.Number(found.Tally[BulkItemState.Given] + found.Tally[BulkItemState.Answered])];
        if (await Ask.ReasonAsync(C["StopTitle", found.Campaign.Name], text, C["Stop"], danger: true) is { } reason) await TurnAsync(CampaignTurn.Stop, reason);
    }

    private async Task RetryAsync()
    {
        if (_summary is not { } found || !await Ask.ConfirmAsync(C["RetryTitle", found.Campaign.Name], C["RetryText"], C["RetryVerb"])) return;
        var scope = await UserScope.GetAsync();
        var wish = await Desk.MayTurnAsync(scope, found, CancellationToken.None) ? await Desk.AgainAsync(scope, found, CancellationToken.None) : null;
        var start = wish is null ? null : await Desk.StartAsync(scope, wish, CancellationToken.None);
        if (start?.Run is { } run) Navigation.NavigateTo(CampaignLinks.Of(run.Id));
        else _told = C["NotRetried"];
    }
}
