using System.Globalization;
using System.Threading.Channels;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Npgsql;

namespace Csms.Console.Pages.Messages;

/// <summary>
/// The messages of a station as they come, and back as far as the log reaches. The gateway only puts a frame into a bounded queue and
/// goes on: a slow browser loses frames of the view, which it is told, never of the log.
/// </summary>
public sealed partial class MessagesPanel
{
    private const int PageSize = 200, QueueLength = 500, MostWaiting = 2_000, MostShown = 5_000, Stretches = 90, ActivitySeconds = 10;
    private const string StampFormat = "yyyyMMdd'T'HHmmss'Z'";
    private static readonly string[] _filters = ["mq", "action", "direction", "only", "session", "until"];
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ActivitySpan = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _gone = new();
    private readonly MessageLog _log = new();
    private MessagePast _past = null!;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Channel<LiveFrame> _queue = Channel.CreateBounded<LiveFrame>(1);
    private VirtualTable<MessageRow>? _table;
    private StationState? _station;
    private TimeZoneInfo? _zone;
    private MessageFilter _filter = new();
    private SessionFocus? _focus;
    private MessageRow? _selected;
    private Session? _selectedSession;
    private RowSelection _selection = RowSelection.None;
    private IReadOnlyList<FrameCount> _activity = [];
    private KeyValuePair<string, string>[] _actions = [], _directions = [], _troubles = [], _sessions = [];
    private DateTimeOffset _activityFrom, _activityTo;
    private DateTimeOffset? _anchor; // the list begins at a frame of the address that is no longer among the latest
    private IDisposable? _watch;
    private IDisposable? _redraw;
    private string? _error, _foot, _shownStation;
    private bool _allowed = true, _maySendRaw, _mayReadSessions, _paused, _ready;
    private long _dropped;
    private int _ticks, _actionsSeen = -1;

    [Inject] private FrameFeed Feed { get; set; } = null!;
    [Inject] private FrameHistory History { get; set; } = null!;
    [Inject] private MessageSessions Sessions { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Whose messages.</summary>
    [Parameter, EditorRequired] public string StationId { get; set; } = "";

    // A component that is no page does not get values of the address by attribute: it reads them.
    private string? Q { get; set; }
    private string? Action { get; set; }
    private string? Direction { get; set; }
    private string? Only { get; set; }
    private string? Session { get; set; }
    private string? Until { get; set; }
    private string? Frame { get; set; }

    // As it speaks now: it may have connected after this page was opened.
    private string? Version => _station is null ? null : Registry.Find(_station.Id)?.OcppVersion;

    // What is being read stays where it is: paused, or scrolled down.
    private bool Holds => _paused || _table is { IsScrolled: true };

    private bool NoSuchSession => _filter.Session is not null && _focus is null;

    private string DownloadHref(string kind) => $"/stations/{Uri.EscapeDataString(StationId)}/messages.{kind}{new Uri(Navigation.Uri).Query}";

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        await _gone.CancelAsync();
        _watch?.Dispose();
        _redraw?.Dispose();
        _turn.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _directions = [KeyValuePair.Create("in", T["From"].Value), KeyValuePair.Create("out", T["To"].Value)];
        _troubles = [KeyValuePair.Create("errors", T["Only.errors"].Value)];
        _past = new MessagePast(History);
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shownStation == StationId) return;
        _shownStation = StationId;
        _watch?.Dispose();
        _station = Engine.Units.StationId.TryParse(StationId, out var id) ? Registry.Find(id) : null;
        var scope = await Scope.GetAsync(_gone.Token);
        var site = _station?.Profile.SiteId;
        _allowed = _station is not null && scope.Can(Permissions.MessagesRead, site);
        if (!_allowed) return;
        _maySendRaw = scope.Can(Permissions.MessagesRaw, site);
        _mayReadSessions = scope.Can(Permissions.SessionsRead, site);
        _zone = Formats.Find(Sites.Find(site)?.TimeZone);
        var queue = _queue = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
        _watch = Feed.Watch(_station!.Id, frame => queue.Writer.TryWrite(frame));
        ReadAddress();
        await StartAsync();
        _redraw ??= Ticker.Every(RedrawInterval, () => { if (!_gone.IsCancellationRequested) _ = InvokeAsync(RedrawAsync); });
    }

    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs args) => _ = InvokeAsync(async () =>
    {
        if (_gone.IsCancellationRequested || !_allowed) return;
        var before = _filter;
        ReadAddress();
        if (_filter != before) await StartAsync();
        else await SelectAsync();
        StateHasChanged();
    });

    private void ReadAddress()
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query);
        string? Value(string name) => query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;
        (Q, Action, Direction, Only, Session, Until, Frame) = (Value("mq"), Value("action"), Value("direction"), Value("only"), Value("session"), Value("until"), Value("frame"));
        _filter = MessageAddress.Filter(Q, Action, Direction, Only, Session, Until);
    }

    // From the top: what the filter lets through, newest first; a frame named in the address is shown among its neighbours.
    private async Task StartAsync()
    {
        _log.Clear();
        (_error, _ready) = (null, false);
        _anchor = _filter.Until is null && Frame is not null && MessageAddress.TimeOf(Frame) is { } at && Time.GetUtcNow() - at > Lately ? at.AddSeconds(2) : null;
        _paused = (_filter.Until ?? _anchor) is not null;
        try
        {
            _focus = await Sessions.FocusAsync(_station!, _filter.Session, _gone.Token);
            _past.Begin(_filter.Query(_station!.Key, _focus) with { To = _filter.Until ?? _anchor }, _filter.IsNarrow);
            if (NoSuchSession) _past.End();
            if (_mayReadSessions) await OfferSessionsAsync();
            await OlderAsync(PageSize, _gone.Token);
            _ready = true;
            await SelectAsync();
            await ActivityAsync();
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
        }
        if (_table is not null) await _table.RefreshAsync();
    }

    private Task ReloadAsync() => StartAsync();

    private async Task OfferSessionsAsync()
    {
        var latest = await Sessions.LatestAsync(_station!, _gone.Token);
        _sessions = [.. latest.Select(session => KeyValuePair.Create(session.Id.Display, $"{session.Id.Display} · EVSE {session.EvseId} · {Formats.Time(session.StartedAt, Time.GetUtcNow(), _zone)}"))];
    }

    private async Task OlderAsync(int upTo, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (!_past.IsAtEnd && _log.Rows.Count < upTo)
            {
                foreach (var frame in await _past.ReadAsync(_log.Rows.Count > 0 ? _log.Rows[^1].Frame : null, PageSize, cancellation)) _log.AddOlder(new MessageRow(frame, Words));
            }
        }
        finally
        {
            _turn.Release();
        }
        OfferActions();
        Foot();
    }

    // What was seen first, then what else the station's version knows.
    private void OfferActions()
    {
        if (_actionsSeen == _log.Actions.Count) return;
        _actionsSeen = _log.Actions.Count;
        IEnumerable<string> others = OcppVersions.TryParseSubprotocol("ocpp" + Version, out var version) ? version.Actions().Select(action => action.Name).Order(StringComparer.Ordinal) : [];
        string[] noisy = ["Heartbeat", "MeterValues"];
        _actions = [.. noisy.Select(each => KeyValuePair.Create(MessageFilter.Not + each, T["NotAction", each].Value)), .. _log.Actions.Union(others).Select(each => KeyValuePair.Create(each, each))];
    }

    private async ValueTask<ItemsProviderResult<MessageRow>> ReadAsync(ItemsProviderRequest request)
    {
        if (_ready && _error is null) await TryOlderAsync(request.StartIndex + request.Count, request.CancellationToken);
        return new(_log.Part(request.StartIndex, request.Count), _log.Rows.Count + (_past.IsAtEnd || _log.Rows.Count == 0 ? 0 : PageSize / 4));
    }

    private async Task TryOlderAsync(int upTo, CancellationToken cancellation)
    {
        try
        {
            await OlderAsync(upTo, cancellation);
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
            StateHasChanged();
        }
    }

    // The span before: it may hold nothing either, which is told as well.
    private async Task FurtherAsync()
    {
        _past.GoFurther();
        await TryOlderAsync(_log.Rows.Count + PageSize, _gone.Token);
        if (_table is not null) await _table.RefreshAsync();
    }

    private async Task RedrawAsync()
    {
        if (_gone.IsCancellationRequested || !_ready) return;
        var (came, waited) = (false, _log.Waiting);
        if (!Holds && _log.Waiting > 0)
        {
            _log.Release();
            came = true;
        }
        if (_focus is not null) _focus = Sessions.Now(_focus);
        while (_queue.Reader.TryRead(out var frame))
        {
            if (!_filter.Matches(frame, _focus)) continue;
            var row = new MessageRow(frame, Words);
            if (!Holds)
            {
                _log.AddNew(row);
                came = true;
            }
            else if (!_log.Hold(row, MostWaiting)) _dropped++;
        }
        if (_log.Trim(MostShown)) _past.Forget();
        if (came && _table is not null)
        {
            OfferActions();
            Foot();
            await _table.RefreshAsync();
        }
        if (++_ticks % (ActivitySeconds * 4) == 0)
        {
            try
            {
                await ActivityAsync();
                StateHasChanged();
            }
            catch (NpgsqlException)
            {
                return; // the strip keeps what it had
            }
        }
        else if (came || waited != _log.Waiting) StateHasChanged();
    }

    // The hour up to now or around what is looked at; of a session all its time.
    private async Task ActivityAsync()
    {
        var now = Time.GetUtcNow();
        _activityTo = _focus is not null ? _focus.To ?? now : (_filter.Until ?? _anchor) is { } until && until < now - ActivitySpan / 2 ? until + ActivitySpan / 2 : now;
        _activityFrom = _focus?.From ?? _activityTo - ActivitySpan;
        _activity = await History.ActivityAsync(_station!.Key, _activityFrom, _activityTo, Stretches, _gone.Token);
    }

    private async Task SelectAsync()
    {
        _selected = null;
        if (Frame is { } key)
        {
            _selected = _log.Rows.FirstOrDefault(row => row.Key == key) ?? MessageAddress.Near(_log.Rows, key);
            if (_selected is null && MessageAddress.TimeOf(key) is { } at)
            {
                var around = await History.ReadAsync(new FrameHistoryQuery(_station!.Key) { From = at - MessageAddress.NearBy, To = at + MessageAddress.NearBy }, _gone.Token);
                var rows = around.Select(frame => new MessageRow(frame, Words)).ToList();
                _selected = rows.Find(row => row.Key == key) ?? MessageAddress.Near(rows, key);
            }
        }
        _selection = _selected is null ? RowSelection.None : RowSelection.Of(_selected.Key);
        _selectedSession = _selected is not null && _mayReadSessions ? await Sessions.OfAsync(_station!, _selected.Frame, _gone.Token) : null;
    }

    private void Pause() => _paused = true;

    private async Task ResumeAsync()
    {
        if (!_paused) return;
        _paused = false;
        if (Until is not null) Navigation.SetQuery(new Dictionary<string, object?> { ["until"] = null, ["frame"] = null });
        else if (_anchor is not null)
        {
            Frame = null;
            await StartAsync();
        }
        else await ShowNewAsync();
    }

    private async Task ShowNewAsync()
    {
        _log.Release();
        Foot();
        if (_table is null) return;
        await _table.ToTopAsync();
        await _table.RefreshAsync();
    }

    private Task SendRawAsync() => Ask.FormAsync<RawForm>(T["Raw.Title", StationId], new Dictionary<string, object?> { [nameof(RawForm.Station)] = _station!.Id });

    private void ClearFilters() => Navigation.SetQuery(_filters.ToDictionary(name => name, _ => (object?)null));

    private void JumpTo(ChangeEventArgs change)
    {
        if (!DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return;
        var zone = _zone ?? Formats.Zone;
        Navigation.SetQuery("until", Stamp(new DateTimeOffset(local, zone.GetUtcOffset(local))));
    }

    private string Back(DateTimeOffset to) => Formats.Time(to, Time.GetUtcNow(), _zone);

    private void Foot() => _foot = _past.SearchedTo is { } back ? T["Foot.Back", Formats.Number(_log.Rows.Count), Back(back)] : T[_past.IsAtEnd ? "Foot.All" : "Foot", Formats.Number(_log.Rows.Count)];

    private string HrefOf(string key) => Navigation.GetUriWithQueryParameter("frame", key);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture);

    private string Latency(MessageRow row) => row.Latency is { } time ? $"{Formats.Number(time.TotalMilliseconds)} ms" : "";
}
