using System.Collections.Immutable;
using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Reviews;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Sessions;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Reviews;

/// <summary>The queue of sessions in doubt: evidence side by side, a decision, the next one.</summary>
public sealed partial class ReviewsPage
{
    private const int ReadSeconds = 5;

    private readonly CancellationTokenSource _gone = new();
    private AccessScope _scope = AccessScope.Nobody;
    private List<SessionLine>? _queue;
    private SessionLine? _line;
    private SessionFacts? _facts;
    private SessionStory? _story;
    private TimeChartSpec? _spec;
    private KeyValuePair<string, string>[] _sites = [], _kinds = [];
    private string? _error, _told, _asked, _opened;
    private TagTone _toldTone;
    private SessionId? _decided;
    private int _at = -1;
    private bool _mayReadFrames, _reading, _again;

    [Inject] private ReviewQueue Queue { get; set; } = null!;
    [Inject] private ReviewDesk Desk { get; set; } = null!;
    [Inject] private SessionFactsReader Reader { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private Csms.Console.Vendors.FaultWords Faults { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The session that is open; none: the first.</summary>
    [SupplyParameterFromQuery] public string? Id { get; set; }

    /// <summary>Only of this site.</summary>
    [SupplyParameterFromQuery] public string? Site { get; set; }

    /// <summary>Only with this flag, as SessionFlagKind spells it.</summary>
    [SupplyParameterFromQuery] public string? Flag { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        var sites = _scope.Sites(Permissions.SessionsReview);
        _sites = [.. Sites.All.Where(site => sites.Contains(site.Id)).Select(site => KeyValuePair.Create(site.Id, site.Name))];
        _kinds = [.. Enum.GetValues<SessionFlagKind>().Where(SessionFlag.IsDoubt).Select(kind => KeyValuePair.Create(kind.ToString(), Words.Flag(T, kind))).OrderBy(kind => kind.Value, StringComparer.CurrentCulture)];
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Id is not null && Id != _opened) _told = null;
        _opened = Id;
        var asked = $"{Site}|{Flag}";
        if (asked != _asked) await ReloadAsync();
        else await ShowAsync();
        _asked = asked;
    }

    private void OnTick(long second)
    {
        if (second % ReadSeconds == 0) _ = InvokeAsync(async () => { await ReloadAsync(); StateHasChanged(); });
    }

    private async Task ReloadAsync()
    {
        _again = true;
        if (_reading || _gone.IsCancellationRequested) return; // the reading that runs reads once more
        _reading = true;
        try
        {
            while (_again)
            {
                _again = false;
                _queue = await Queue.ReadAsync(_scope, Site, EnumName.Find<SessionFlagKind>(Flag), _gone.Token);
                _error = null;
                await ShowAsync();
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
        }
        finally
        {
            _reading = false;
        }
    }

    // The one in the address; when it waits no longer, the one that stood at its place.
    private async Task ShowAsync()
    {
        if (_queue is not { Count: > 0 } queue)
        {
            (_line, _facts, _story, _at) = (null, null, null, -1);
            return;
        }
        var wanted = SessionId.TryParse(Id ?? "", out var id) ? id : _line?.Session.Id;
        var at = wanted is { } number ? queue.FindIndex(line => line.Session.Id == number) : 0;
        if (at < 0)
        {
            if (wanted != _decided && (_line?.Session.Id == wanted || _line is null)) (_told, _toldTone) = (T["Review.Gone", wanted!.Value.Display], TagTone.Warn);
            at = Math.Clamp(_at, 0, queue.Count - 1);
        }
        var before = _line?.Session;
        (_at, _line) = (at, queue[at]);
        if (before?.Id == _line.Session.Id && before.LastHeardAt == _line.Session.LastHeardAt && before.Flags == _line.Session.Flags && _facts is not null) return;
        if (before?.Id != _line.Session.Id) (_facts, _story, _spec) = (null, null, null);
        _mayReadFrames = _scope.Can(Permissions.MessagesRead, _line.Site?.Id);
        await ReadFactsAsync(_line);
    }

    private async Task ReadFactsAsync(SessionLine line)
    {
        StateHasChanged(); // the doubts stand before the chart is read
        try
        {
            var facts = await Reader.ReadAsync(line.Session, _gone.Token);
            if (!ReferenceEquals(_line, line)) return; // gone on meanwhile
            _facts = facts;
            _story = new SessionStory(facts, EngineWords, (code, vendor) => Faults.Meaning(code, vendor, facts.Session.StationId));
            _spec = SessionChart.Of(facts, _story, line, T, L, _mayReadFrames);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
        }
    }

    private async Task DecideAsync(ReviewChoice choice)
    {
        if (_line is not { } line) return;
        _told = null;
        var scope = await Scope.GetAsync();
        if (!Desk.MayDecide(scope, line.Session))
        {
            (_told, _toldTone) = (L["Denied.Title"], TagTone.Danger);
            return;
        }
        try
        {
            var after = choice.Decision is { } decision
                ? await Desk.DecideAsync(scope, line.Session, decision, choice.Reason, _gone.Token)
                : await Desk.CloseAsync(scope, line.Session, choice.Reason);
            _decided = line.Session.Id;
            (_told, _toldTone) = after is null ? (T["NothingToDo"].Value, TagTone.Warn)
                : after.State == SessionState.Review ? (T["Review.StillInDoubt", after.Id.Display].Value, TagTone.Info)
                : (T["Review.Done", after.Id.Display, Formats.KilowattHours(after.EnergyWh)].Value, TagTone.Ok);
            if (Id is not null) Navigation.SetQuery("id", null); // the next one takes its place
            await ReloadAsync();
        }
        catch (NpgsqlException)
        {
            (_told, _toldTone) = (T["NotSaved"], TagTone.Danger);
        }
    }

    private string HrefOf(int at) => HrefOf(_queue![Math.Clamp(at, 0, _queue.Count - 1)]);

    private string HrefOf(SessionLine line) => Navigation.GetUriWithQueryParameter("id", line.Session.Id.Display);

    private static Session OpenOnly(Session session) => session with { Flags = session.Flags.Where(flag => flag.IsOpenDoubt).ToImmutableArray() };
}
