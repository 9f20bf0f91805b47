using System.Globalization;
using System.Text;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Map;

/// <summary>The place chosen on the map: its power, its EVSEs, and what can be done with each.</summary>
public sealed partial class MapSide
{
    private const int Hours = 6, Width = 334, Height = 56, Head = 6, ReadSeconds = 60;
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(200);
    private static readonly CommandKind[] _main = [CommandKind.Start, CommandKind.Stop, CommandKind.Unlock];

    private readonly CancellationTokenSource _gone = new();
    private List<MapEvse> _rows = [];
    private MapEvse? _chosen;
    private IDisposable? _subscription;
    private string? _curve, _limitY, _curveFrom;
    private double? _powerW;
    private int _stations, _dirty;
    private long _restUntil;

    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private PowerHistory Power { get; set; } = null!;
    [Inject] private CommandOpener Opener { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Which.</summary>
    [Parameter, EditorRequired] public MapPlace Place { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>Closes the panel.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Look();
        var seen = Scope.Live();
        _subscription = Board.Subscribe(Place.Station is null ? new LiveScope(site => site == Place.Site!.Id && seen.SeesSite(site)) : seen, Place.Station, OnNotice);
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnNotice()
    {
        Volatile.Write(ref _dirty, 1);
        if (Time.GetTimestamp() >= Interlocked.Read(ref _restUntil)) LookAgain();
    }

    private void OnTick(long second)
    {
        LookAgain();
        if (second % ReadSeconds == 0) _ = InvokeAsync(ReadAsync);
    }

    private void LookAgain() => _ = InvokeAsync(() =>
    {
        if (_gone.IsCancellationRequested || Interlocked.Exchange(ref _dirty, 0) == 0) return;
        Interlocked.Exchange(ref _restUntil, Time.GetTimestamp() + (long)(_rest.TotalSeconds * Time.TimestampFrequency));
        Look();
        StateHasChanged();
    });

    private void Look()
    {
        var live = Scope.Live();
        var stations = Place.Station is { } id
            ? Board.Find(id, live) is { } one ? [one] : []
            : Board.Stations(new LiveScope(site => site == Place.Site!.Id && live.SeesSite(site))).Where(station => station.Profile.Position is null).ToList();
        _stations = stations.Count;
        _rows = [.. stations.SelectMany(MapEvse.Of)];
        _powerW = stations.Any(station => station.Link == Engine.Stations.LinkState.Online) ? stations.Sum(station => station.PowerW) : null;
        if (_chosen is { } chosen) _chosen = _rows.Find(row => row.Station.Id == chosen.Station.Id && row.EvseId == chosen.EvseId);
    }

    private void Choose(MapEvse row) => _chosen = IsChosen(row) ? null : row;

    private bool IsChosen(MapEvse row) => _chosen is { } chosen && chosen.Station.Id == row.Station.Id && chosen.EvseId == row.EvseId;

    private static bool Fits(CommandKind kind, bool isCharging) => kind switch
    {
        CommandKind.Start => !isCharging,
        CommandKind.Stop => isCharging,
        _ => true,
    };

    private async Task ReadAsync()
    {
        if (Place.Station is not null || Place.Site is not { } site || _gone.IsCancellationRequested) return;
        try
        {
            var now = Time.GetUtcNow();
            var from = now - TimeSpan.FromHours(Hours);
            Draw(await Power.ReadAsync([site.Id], from, now, _gone.Token), from, now, site.GridLimitW);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the panel is closed
        }
        catch (NpgsqlException)
        {
            _curve = null; // an empty strip, and asked again in a minute
        }
    }

    private void Draw(IReadOnlyList<(DateTimeOffset At, double PowerW)> minutes, DateTimeOffset from, DateTimeOffset to, long? limitW)
    {
        if (minutes.Count < 2)
        {
            (_curve, _limitY) = (null, null);
            return;
        }
        var most = Math.Max(Math.Max(limitW ?? 0, minutes.Max(minute => minute.PowerW)), 1);
        double X(DateTimeOffset at) => (at - from) / (to - from) * Width;
        double Y(double watts) => Height - watts / most * (Height - Head);
        var path = new StringBuilder();
        foreach (var (at, watts) in minutes) path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{X(at):0.#} {Y(watts):0.#}");
        _curve = path.ToString();
        _curveFrom = X(minutes[0].At).ToString("0.#", CultureInfo.InvariantCulture);
        _limitY = limitW is { } limit ? Y(limit).ToString("0.#", CultureInfo.InvariantCulture) : null;
    }
}
