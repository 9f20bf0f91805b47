using System.Globalization;
using System.Threading.Channels;
using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Energy;
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
    private static readonly string[] _noisy = ["Heartbeat", "MeterValues"];
    private static readonly TimeSpan NearBy = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ActivitySpan = TimeSpan.FromHours(1);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<MessageRow> _rows = [];
    private readonly HashSet<string> _known = [];
    private readonly List<MessageRow> _waiting = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SortedSet<string> _seenActions = new(StringComparer.Ordinal);
    private Channel<LiveFrame> _queue = Channel.CreateBounded<LiveFrame>(1);
    private VirtualTable<MessageRow>? _table;
    private StationState? _station;
    private TimeZoneInfo? _zone;
    private MessageFilter _filter = new();
    private MessageRow? _selected;
    private RowSelection _selection = RowSelection.None;
    private IReadOnlyList<FrameCount> _activity = [];
    private KeyValuePair<string, string>[] _actions = [], _directions = [], _troubles = [];
    private DateTimeOffset _activityFrom, _activityTo;
    private IDisposable? _watch;
    private IDisposable? _redraw;
    private string? _error, _foot, _shownStation;
    private bool _allowed = true, _paused, _atEnd, _ready;
    private long _dropped;
    private int _ticks;

    [Inject] private FrameFeed Feed { get; set; } = null!;
    [Inject] private FrameHistory History { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Whose messages.</summary>
    [Parameter, EditorRequired] public string StationId { get; set; } = "";

    // A component that is no page does not get values of the address by attribute: it reads them.
    private string? Q { get; set; }
    private string? Action { get; set; }
    private string? Direction { get; set; }
    private string? Only { get; set; }
    private string? Until { get; set; }
    private string? Frame { get; set; }

    // As it speaks now: it may have connected after this page was opened.
    private string? Version => _station is null ? null : Registry.Find(_station.Id)?.OcppVersion;

    // What is being read stays where it is: paused, or scrolled down.
    private bool Holds => _paused || _table is { IsScrolled: true };

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
        _allowed = _station is not null && scope.Can(Permissions.MessagesRead, _station.Profile.SiteId);
        if (!_allowed) return;
        _zone = Formats.Find(Sites.Find(_station!.Profile.SiteId)?.TimeZone);
        var queue = _queue = Channel.CreateBounded<LiveFrame>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Interlocked.Increment(ref _dropped));
        _watch = Feed.Watch(_station.Id, frame => queue.Writer.TryWrite(frame));
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
        (Q, Action, Direction, Only, Until, Frame) = (Value("mq"), Value("action"), Value("direction"), Value("only"), Value("until"), Value("frame"));
        _filter = MessageAddress.Filter(Q, Action, Direction, Only, Until);
    }

    // From the top: what the filter lets through, newest first; a frame named in the address is shown among its neighbours.
    private async Task StartAsync()
    {
        _rows.Clear();
        _known.Clear();
        _waiting.Clear();
        (_atEnd, _error, _ready) = (false, null, false);
        _paused = _filter.Until is not null;
        try
        {
            if (Frame is not null && _filter.Until is null && MessageAddress.TimeOf(Frame) is { } at && Time.GetUtcNow() - at > TimeSpan.FromMinutes(2))
            {
                _filter = _filter with { Until = at.AddSeconds(2) };
                _paused = true;
            }
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

    private async Task OlderAsync(int upTo, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            while (!_atEnd && _rows.Count < upTo)
            {
                var page = await History.ReadAsync(_filter.Query(_station!.Key) with { After = _rows.Count > 0 ? _rows[^1].Frame : null, Limit = PageSize }, cancellation);
                foreach (var frame in page) Add(new MessageRow(frame, Words), _rows.Count);
                _atEnd = page.Count < PageSize;
            }
        }
        finally
        {
            _turn.Release();
        }
        Foot();
    }

    private void Add(MessageRow row, int place)
    {
        if (!_known.Add(row.Key)) return;
        _rows.Insert(place, row);
        if (row.Frame.Action is { Length: > 0 } action && _seenActions.Add(action))
            _actions = [.. _noisy.Select(each => KeyValuePair.Create(MessageFilter.Not + each, T["NotAction", each].Value)), .. _seenActions.Select(each => KeyValuePair.Create(each, each))];
    }

    private async ValueTask<ItemsProviderResult<MessageRow>> ReadAsync(ItemsProviderRequest request)
    {
        try
        {
            if (_ready && _error is null) await OlderAsync(request.StartIndex + request.Count, request.CancellationToken);
        }
        catch (NpgsqlException exception)
        {
            _error = exception.Message;
            StateHasChanged();
        }
        var rows = request.StartIndex >= _rows.Count ? [] : _rows.GetRange(request.StartIndex, Math.Min(request.Count, _rows.Count - request.StartIndex));
        return new(rows, _rows.Count + (_atEnd || _rows.Count == 0 ? 0 : PageSize / 4));
    }

    private async Task RedrawAsync()
    {
        if (_gone.IsCancellationRequested || !_ready) return;
        var (came, waited) = (false, _waiting.Count);
        if (!Holds && _waiting.Count > 0)
        {
            Release();
            came = true;
        }
        while (_queue.Reader.TryRead(out var frame))
        {
            if (!_filter.Matches(frame) && !(_filter.Until is not null && (_filter with { Until = null }).Matches(frame))) continue;
            var row = new MessageRow(frame, Words);
            if (!Holds)
            {
                Add(row, 0);
                came = true;
            }
            else if (_waiting.Count < MostWaiting) _waiting.Add(row);
            else _dropped++;
        }
        if (_rows.Count > MostShown)
        {
            foreach (var old in _rows.Skip(MostShown)) _known.Remove(old.Key);
            _rows.RemoveRange(MostShown, _rows.Count - MostShown);
            _atEnd = false;
        }
        if (came && _table is not null)
        {
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
        else if (came || waited != _waiting.Count) StateHasChanged();
    }

    private async Task ActivityAsync()
    {
        _activityTo = _filter.Until is { } until && until < Time.GetUtcNow() - ActivitySpan / 2 ? until + ActivitySpan / 2 : Time.GetUtcNow();
        _activityFrom = _activityTo - ActivitySpan;
        _activity = await History.ActivityAsync(_station!.Key, _activityFrom, _activityTo, Stretches, _gone.Token);
    }

    private async Task SelectAsync()
    {
        _selected = null;
        if (Frame is { } key)
        {
            _selected = _rows.Find(row => row.Key == key) ?? Near(_rows, key);
            if (_selected is null && MessageAddress.TimeOf(key) is { } at)
            {
                var around = await History.ReadAsync(new FrameHistoryQuery(_station!.Key) { From = at - NearBy, To = at + NearBy }, _gone.Token);
                var rows = around.Select(frame => new MessageRow(frame, Words)).ToList();
                _selected = rows.Find(row => row.Key == key) ?? Near(rows, key);
            }
        }
        _selection = _selected is null ? RowSelection.None : RowSelection.Of(_selected.Key);
    }

    // Who knows a frame by its command has its message id, and a time that is nearly the frame's.
    private static MessageRow? Near(List<MessageRow> rows, string key) =>
        MessageAddress.IdOf(key) is { } id && MessageAddress.TimeOf(key) is { } at ? rows.Find(row => row.Frame.MessageId == id && (row.Frame.At - at).Duration() <= NearBy) : null;

    private void Pause() => _paused = true;

    private async Task ResumeAsync()
    {
        if (!_paused) return;
        _paused = false;
        if (Until is not null || _filter.Until is not null)
        {
            if (Until is not null) Navigation.SetQuery(new Dictionary<string, object?> { ["until"] = null, ["frame"] = null });
            else
            {
                _filter = _filter with { Until = null };
                Frame = null;
                await StartAsync();
            }
            return;
        }
        await ShowNewAsync();
    }

    private async Task ShowNewAsync()
    {
        Release();
        Foot();
        if (_table is null) return;
        await _table.ToTopAsync();
        await _table.RefreshAsync();
    }

    private void Release()
    {
        foreach (var row in _waiting) Add(row, 0);
        _waiting.Clear();
    }

    private void ClearFilters() => Navigation.SetQuery(new Dictionary<string, object?> { ["mq"] = null, ["action"] = null, ["direction"] = null, ["only"] = null, ["until"] = null });

    private void JumpTo(ChangeEventArgs change)
    {
        if (!DateTime.TryParse(change.Value as string, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return;
        var zone = _zone ?? Formats.Zone;
        Navigation.SetQuery("until", Stamp(new DateTimeOffset(local, zone.GetUtcOffset(local))));
    }

    private void Foot() => _foot = _atEnd ? T["Foot.All", Formats.Number(_rows.Count)] : T["Foot", Formats.Number(_rows.Count)];

    private string HrefOf(string key) => Navigation.GetUriWithQueryParameter("frame", key);

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString(StampFormat, CultureInfo.InvariantCulture);

    private string Latency(MessageRow row) => row.Latency is { } time ? $"{Formats.Number(time.TotalMilliseconds)} ms" : "";
}
