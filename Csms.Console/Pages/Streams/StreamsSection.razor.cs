using System.Globalization;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Streams;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Streams;

/// <summary>Periodic event streams of a station: listed with their last value as it comes, read anew, adjusted; the values of one below.</summary>
public sealed partial class StreamsSection
{
    private StationStreams _known = StationStreams.None;
    private IReadOnlyList<StreamLine> _lines = [];
    private IReadOnlyDictionary<int, KeptValue> _last = new Dictionary<int, KeptValue>();
    private StreamLine? _chosen;
    private string? _error, _done;
    private bool _loaded, _failed, _mayWrite, _busy, _disposed;
    private int _dirty;

    [Inject] private StreamBook Book { get; set; } = null!;
    [Inject] private StreamValueReader Reader { get; set; } = null!;
    [Inject] private StreamDesk Desk { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The station as it is now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Its monitors as it told them; null: it was never asked.</summary>
    [Parameter] public StationMonitors? Monitors { get; set; }

    /// <summary>Its variables, for their units.</summary>
    [Parameter] public IReadOnlyList<HeldVariable> Held { get; set; } = [];

    /// <summary>Has the station tell its monitors: only they say what a stream carries that was not made from here.</summary>
    [Parameter] public EventCallback ReadMonitors { get; set; }

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery] private string? Stream { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online;

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Book.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = (await UserScope.GetAsync()).Can(StreamDesk.Permission, Station.Profile.SiteId);
        Book.Changed += OnChanged;
        Ticker.Tick += OnTick;
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Show();

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    // What came is in memory: shown at most once a second.
    private void OnTick(long second)
    {
        if (_disposed || Interlocked.Exchange(ref _dirty, 0) == 0) return;
        _ = InvokeAsync(() =>
        {
            Show();
            StateHasChanged();
        });
    }

    /// <summary>Last values of streams by which nothing has come since the host started.</summary>
    private async Task LoadAsync()
    {
        try
        {
            _last = await Reader.LastAsync(Station.Key, Book.Find(Station.Id).All.Keys, CancellationToken.None);
            (_failed, _loaded) = (false, true);
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }

        Show();
    }

    private void Show()
    {
        _known = Book.Find(Station.Id);
        List<StreamLine> lines =
        [
            .. from stream in _known.All.Values
               orderby stream.IsLive descending, stream.ClosedAt descending, stream.Number
               let now = Book.Now(Station.Id, stream.Number)
               let last = _last.GetValueOrDefault(stream.Number)
               let variable = _known.VariableOf(stream, Monitors)
               let unit = VariableAddress.Parse(variable) is { } address ? Held.FirstOrDefault(held => held.Address == address)?.Characteristics.Unit : null
               select new StreamLine(stream, variable, unit, now?.Value ?? last?.Value, now?.At ?? last?.At, now?.Pending, now?.Dropped ?? 0),
        ];
        if (!lines.SequenceEqual(_lines)) _lines = lines;
        _chosen = _lines.FirstOrDefault(line => line.Key == Stream);
    }

    private string NameOf(StreamLine line) => line.Variable ?? (line.Stream.MonitorId is { } monitor ? T["Monitor", monitor.ToString(CultureInfo.InvariantCulture)] : T["Unknown"]);

    private string Terms(EventStream stream) => (stream.IntervalSeconds, stream.Values) switch
    {
        ({ } seconds, 1) => T["EveryOrOne", Formats.Number(seconds)],
        ({ } seconds, { } values) => T["EveryOrEach", Formats.Number(seconds), Formats.Number(values)],
        ({ } seconds, null) => T["Every", Formats.Number(seconds)],
        (null, 1) => T["EachOne"],
        (null, { } values) => T["Each", Formats.Number(values)],
        _ => Formats.Unknown,
    };

    private string Address(int? stream) => Navigation.GetUriWithQueryParameter("stream", stream?.ToString(CultureInfo.InvariantCulture));

    private async Task ReadAsync()
    {
        await GiveAsync(scope => Desk.ReadAsync(scope, Station, CancellationToken.None));
        if (_error is null && _lines.Any(line => line.Stream.IsLive && line.Variable is null)) await ReadMonitors.InvokeAsync();
    }

    private async Task AdjustAsync(StreamLine line)
    {
        var parameters = new Dictionary<string, object?> { [nameof(StreamForm.Stream)] = line.Stream };
        if (await Ask.FormAsync<StreamForm>(T["Adjust.Title", NameOf(line)], parameters, "480px") is not StreamForm.Wish wish) return;
        await GiveAsync(scope => Desk.AdjustAsync(scope, Station, line.Stream, wish.Interval, wish.Values, CancellationToken.None));
    }

    private async Task GiveAsync(Func<AccessScope, Task<StationCommand>> give)
    {
        if (_busy) return;
        (_busy, _error, _done) = (true, null, null);
        try
        {
            var scope = await UserScope.GetAsync();
            if (!scope.Can(StreamDesk.Permission, Station.Profile.SiteId))
            {
                _error = L["Denied.Title"];
                return;
            }

            var command = await give(scope);
            if (command.Status == "Accepted") _done = command.Action == "AdjustPeriodicEventStream" ? T["Adjusted"].Value : null;
            else _error = command.Status is { } status ? T["Answer", status] : T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }
        finally
        {
            _busy = false;
            Show();
        }
    }
}
