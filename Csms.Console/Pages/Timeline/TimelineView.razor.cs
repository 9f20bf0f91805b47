using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Npgsql;

namespace Csms.Console.Pages.Timeline;

/// <summary>
/// What the EVSEs of a site or a station did, over hours or days. A window of a week is read at once and sent as numbers; the browser pans
/// and zooms in it alone and asks for another window only when it leaves this one. What changes now is appended.
/// </summary>
public sealed partial class TimelineView
{
    private const int MostLanes = 300, MostRows = 500, DefaultHours = 24, SessionSeconds = 60, BeatSeconds = 15;
    private const string SessionPattern = "S-{0}"; // SessionId.Display, for the browser
    private const double ZoomStep = 1.5, Ahead = .02;
    private static readonly TimeSpan _window = TimeSpan.FromDays(7);
    private static readonly EvState[] _legend = [EvState.Charging, EvState.SuspendedEv, EvState.SuspendedEvse, EvState.Preparing, EvState.Finishing, EvState.Reserved, EvState.Available, EvState.Unavailable, EvState.Faulted, EvState.Offline, EvState.Unknown];

    private readonly CancellationTokenSource _gone = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<KeyValuePair<int, string>> _spans = [];
    private List<(StationId Station, int Evse, EvState State, long Session)> _lanes = [];
    private IReadOnlyList<TimelineRow>? _rows;
    private ElementReference _element;
    private IJSObjectReference? _module, _chart;
    private DotNetObjectReference<TimelineView>? _bridge;
    private IDisposable? _subscription;
    private DateTimeOffset _start, _end, _from, _to;
    private string? _search;
    private int _dirty, _all;
    private bool _follow, _fault, _cut, _live;

    [Inject] private TimelineReader Reader { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Csms.Console.Vendors.FaultWords Faults { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;

    /// <summary>All EVSEs of this site, with the site's power above.</summary>
    [Parameter] public string? SiteId { get; set; }

    /// <summary>The EVSEs of this station alone.</summary>
    [Parameter] public StationId? Station { get; set; }

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>Zone of the site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>What the grid connection carries, W.</summary>
    [Parameter] public long? LimitW { get; set; }

    [SupplyParameterFromQuery(Name = "hours")] private double? Hours { get; set; }
    [SupplyParameterFromQuery(Name = "until")] private string? Until { get; set; }

    private TimeZoneInfo InForce => Zone ?? Formats.Zone;

    private string ZoneName => InForce.Id;

    private string DayValue => TimeZoneInfo.ConvertTime(_from + (_to - _from) / 2, InForce).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int SpanHours => _spans.FirstOrDefault(span => Math.Abs((_to - _from).TotalHours - span.Key) < .05).Key;

    /// <summary>The view came to rest.</summary>
    [JSInvokable]
    public Task Viewed(long from, long to, bool follow) => InvokeAsync(async () =>
    {
        (_from, _to, _follow) = (DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to), follow);
        var hours = Math.Round((_to - _from).TotalHours, 2);
        Navigation.SetQuery(new Dictionary<string, object?>
        {
            ["hours"] = Math.Abs(hours - DefaultHours) < .01 ? null : hours,
            ["until"] = follow ? null : _to.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        if (_rows is not null) await ReadTableAsync();
        StateHasChanged();
    });

    /// <summary>The view lies outside of the window that the browser has.</summary>
    [JSInvokable]
    public Task Wanted(long from, long to) => InvokeAsync(() => LoadAsync(DateTimeOffset.FromUnixTimeMilliseconds(from), DateTimeOffset.FromUnixTimeMilliseconds(to)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
        await _gone.CancelAsync();
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            // The browser is gone, and the timeline with it.
        }
        _bridge?.Dispose();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _spans = [new(6, "6 h"), new(24, "24 h"), new(72, T["Days", 3]), new(168, T["Days", 7])];
        var span = TimeSpan.FromHours(Math.Clamp(Hours is > 0 ? Hours.Value : DefaultHours, .1, 336));
        _follow = !DateTimeOffset.TryParse(Until, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until);
        _to = _follow ? Time.GetUtcNow() + span * Ahead : until;
        _from = _to - span;
        _subscription = Board.Subscribe(LiveSight(), Station, () => Volatile.Write(ref _dirty, 1));
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _bridge = DotNetObjectReference.Create(this);
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "./dist/timeline.js");
        if (_gone.IsCancellationRequested)
        {
            await module.DisposeAsync(); // left while it was loaded: its element and its bridge are gone
            return;
        }
        _module = module;
        var chart = await module.InvokeAsync<IJSObjectReference>("create", _element, new
        {
            zone = InForce.Id,
            locale = Formats.Culture.Name,
            now = Time.GetUtcNow().ToUnixTimeMilliseconds(),
            from = _from.ToUnixTimeMilliseconds(),
            to = _to.ToUnixTimeMilliseconds(),
            follow = _follow,
            limit = LimitW is { } limit ? (long?)(limit / 100) : null,
            sessionHref = $"/sessions/{SessionPattern}",
            sessionName = SessionPattern,
            words = EvStates.WorstFirst.Select(state => L[state.TextKey()].Value),
            texts = new { station = T["Station"].Value, used = T["Used"].Value, power = T["Power"].Value, ofLimit = T["OfLimit"].Value, now = T["NowWord"].Value, reason = T["Reason"].Value, session = T["Session"].Value, day = L["Unit.Day"].Value },
        }, _bridge);
        if (_gone.IsCancellationRequested)
        {
            await chart.InvokeVoidAsync("dispose");
            await chart.DisposeAsync();
            return;
        }
        _chart = chart;
        await LoadAsync(_from, _to);
    }

    private static string NameOf(long session) => new SessionId(session).Display;

    private LiveScope LiveSight()
    {
        var seen = Scope.Live();
        return SiteId is null ? seen : new LiveScope(site => site == SiteId && seen.SeesSite(site));
    }

    private List<StationState> Stations()
    {
        var stations = Station is { } id ? Board.Find(id, Scope.Live()) is { } one ? [one] : [] : Board.Stations(LiveSight());
        var wanted = stations.Where(station => string.IsNullOrWhiteSpace(_search) || station.Id.Value.Contains(_search.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        _all = stations.Sum(station => station.Evses.Length);
        _cut = _all > MostLanes;
        var lanes = 0;
        return [.. wanted.TakeWhile(station => (lanes += station.Evses.Length) <= MostLanes || lanes == station.Evses.Length)];
    }

    private Task ReloadAsync() => LoadAsync(_from, _to);

    private async Task LoadAsync(DateTimeOffset from, DateTimeOffset to)
    {
        if (_chart is null || _gone.IsCancellationRequested) return;
        try
        {
            await _turn.WaitAsync(_gone.Token);
            try
            {
                var data = await ReadAsync(from, to);
                _lanes = [.. data.Lanes.Select(lane => (StationId.Parse(lane.Name), lane.Evse, lane.State.Count == 0 ? EvState.Unknown : (EvState)lane.State[^1], lane.Session.Count == 0 ? 0 : lane.Session[^1]))];
                await _chart.InvokeVoidAsync("data", data);
                _fault = false;
            }
            finally
            {
                _turn.Release();
            }
            await TellLiveAsync(beat: true);
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            return; // the browser is gone
        }
        catch (NpgsqlException)
        {
            _fault = true; // said above the lanes, which stay as they were
        }
        StateHasChanged();
    }

    // A window around the view: at least a week, and as much again on both sides of a longer view.
    private async Task<TimelineData> ReadAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var now = Time.GetUtcNow();
        var length = TimeSpan.FromTicks(Math.Max(_window.Ticks, (to - from).Ticks * 2));
        var end = to + (length - (to - from)) / 2;
        (_end, _live) = end >= now ? (now, true) : (end, false);
        _start = _end - length;
        return await Reader.ReadAsync(Stations(), SiteId, _start, _end, Words.Say, _gone.Token);
    }

    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1 || second % BeatSeconds == 0) _ = InvokeAsync(() => TellLiveAsync(second % BeatSeconds == 0));
        if (second % SessionSeconds == 0) _ = InvokeAsync(TellSessionsAsync);
    }

    // What is other than the browser has it. A station or EVSE that came or went asks for the window anew.
    private async Task TellLiveAsync(bool beat)
    {
        if (_chart is null || !_live || _gone.IsCancellationRequested || _turn.CurrentCount == 0) return;
        var states = Stations().ToDictionary(station => station.Id);
        var now = Time.GetUtcNow();
        var rows = new List<long>();
        var why = new Dictionary<int, string>();
        for (var i = 0; i < _lanes.Count; i++)
        {
            var (id, evse, was, session) = _lanes[i];
            if (!states.TryGetValue(id, out var station) || station.Evse(evse) is not { } present) continue;
            var state = station.ConditionOf(present).OnScreen();
            var running = station.Sessions.Running(evse)?.Id.Value ?? 0;
            if (state == was && running == session) continue;
            _lanes[i] = (id, evse, state, running);
            if (station.ReasonOf(present) is { } reason) why[i] = reason.LinkEnd is null ? Faults.Say(reason.FaultCode, reason.VendorCode, null, station.Boot?.Vendor) : Words.Say(reason);
            rows.AddRange([i, (long)(now - _start).TotalMilliseconds, (int)state, running]);
        }
        if (rows.Count == 0 && !beat) return;
        try
        {
            await _chart.InvokeVoidAsync("live", new { rows, why, kw = SiteId is null ? (int?)null : (int)Math.Round(states.Values.Sum(station => station.PowerW) / 100) });
            if (states.Values.Any(station => station.Evses.Any(evse => !_lanes.Exists(lane => lane.Station == station.Id && lane.Evse == evse.Id)))) await ReloadAsync();
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            return; // the browser is gone
        }
    }

    // Energy of sessions, for the sums at the right.
    private async Task TellSessionsAsync()
    {
        if (_chart is null || !_live || _gone.IsCancellationRequested) return;
        try
        {
            var stations = Stations();
            var keys = stations.ToDictionary(station => station.Id, station => station.Key);
            var sessions = (await Reader.SessionsAsync(stations, _start, Time.GetUtcNow(), _gone.Token)).ToLookup(session => (session.StationKey, session.EvseId));
            await _chart.InvokeVoidAsync("sessions", _lanes.Select(lane => TimelineData.Flat(keys.TryGetValue(lane.Station, out var key) ? sessions[(key, lane.Evse)] : [], _start)));
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            return; // nobody looks any more
        }
        catch (NpgsqlException)
        {
            _fault = true;
            StateHasChanged();
        }
    }

    private async Task CallAsync(string name, double value)
    {
        if (_chart is not null) await _chart.InvokeVoidAsync(name, value);
    }

    private async Task SetSpanAsync(int hours)
    {
        if (_chart is not null && hours > 0) await _chart.InvokeVoidAsync("span", hours, _follow);
    }

    private async Task NowAsync()
    {
        if (_chart is not null) await _chart.InvokeVoidAsync("span", (_to - _from).TotalHours, true);
    }

    private async Task GoToDayAsync(ChangeEventArgs change)
    {
        if (_chart is null || !DateTime.TryParseExact(change.Value as string, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return;
        var midnight = new DateTimeOffset(day, InForce.GetUtcOffset(day));
        await _chart.InvokeVoidAsync("goto", midnight.ToUnixTimeMilliseconds(), midnight.AddHours(Math.Max(DefaultHours, (_to - _from).TotalHours)).ToUnixTimeMilliseconds());
    }

    private Task NarrowAsync(ChangeEventArgs change)
    {
        _search = change.Value as string;
        return ReloadAsync();
    }

    private async Task ToggleTableAsync()
    {
        if (_rows is not null) _rows = null;
        else await ReadTableAsync();
    }

    private async Task ReadTableAsync()
    {
        try
        {
            var now = Time.GetUtcNow();
            _rows = TimelineRow.Of(await Reader.ReadAsync(Stations(), null, _from, _to < now ? _to : now, Words.Say, _gone.Token), _from, _to, MostRows);
            _fault = false;
        }
        catch (NpgsqlException)
        {
            _fault = true;
        }
    }
}
