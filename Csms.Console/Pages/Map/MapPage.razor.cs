using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using Npgsql;

namespace Csms.Console.Pages.Map;

/// <summary>
/// The network on a map, live. The page looks at the board at most five times a second and tells the browser only which places differ
/// from what it has; the list beside it shows the same places, those in view, worst first.
/// </summary>
public sealed partial class MapPage
{
    /// <summary>Value of "at" for the stations that stand nowhere.</summary>
    internal const string Nowhere = "nowhere";

    private const string ZoomCall = "zoom";
    private const int RestPerLook = 9; // looking over a large network may take a tenth of a circuit's time, not more
    private static readonly TimeSpan _leastRest = TimeSpan.FromMilliseconds(200);

    private AccessScope _scope = AccessScope.Nobody;
    private LiveScope _live = LiveScope.All;
    private MapScene? _scene, _sent;
    private MapPlace? _place;
    private MapBounds? _view;
    private IReadOnlyList<MapLine> _lines = [];
    private IReadOnlyList<string>? _modelsOf;
    private IReadOnlyList<KeyValuePair<string, string>> _sites = [], _models = [], _connectors = [], _powers = [];
    private IDisposable? _subscription;
    private ElementReference _element;
    private IJSObjectReference? _module, _map;
    private DotNetObjectReference<MapPage>? _bridge;
    private string? _arranged, _told;
    private int _dirty, _shown;
    private long _restUntil;
    private bool _sending, _pointer, _failed, _disposed;

    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private MapEquipment Equipment { get; set; } = null!;
    [Inject] private MapPlaces Places { get; set; } = null!;
    [Inject] private StationRows Network { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private IOptions<MapOptions> Options { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? State { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? Model { get; set; }
    [SupplyParameterFromQuery] private string? Connector { get; set; }
    [SupplyParameterFromQuery] private string? Power { get; set; }
    [SupplyParameterFromQuery] private string? At { get; set; }

    private bool Side => _place is not null || At == Nowhere;

    private string Ground => Options.Value.StyleUrl.Length == 0 ? T["LegendBundled"] : Options.Value.Attribution;

    /// <summary>A marker was chosen.</summary>
    [JSInvokable]
    public Task Select(string? key) => InvokeAsync(() => Navigation.SetQuery("at", key == At ? null : key));

    /// <summary>An arrow key in the list: the row so many further on is chosen.</summary>
    [JSInvokable]
    public Task Step(int by) => InvokeAsync(() =>
    {
        if (_lines.Count == 0) return;
        var now = Index(At);
        var next = Math.Clamp(now < 0 ? (by > 0 ? 0 : _lines.Count - 1) : now + by, 0, _lines.Count - 1);
        if (next != now) Navigation.SetQuery("at", _lines[next].Place.Key);
    });

    /// <summary>Another part of the earth came into view.</summary>
    [JSInvokable]
    public Task Moved(double west, double south, double east, double north) => InvokeAsync(() =>
    {
        var view = new MapBounds(west, south, east, north);
        if (_view == view) return;
        _view = view;
        Arrange();
        StateHasChanged();
    });

    /// <summary>The browser cannot draw maps.</summary>
    [JSInvokable]
    public Task Failed() => InvokeAsync(() =>
    {
        _failed = true;
        StateHasChanged();
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
        try
        {
            if (_map is not null)
            {
                await _map.InvokeVoidAsync("dispose");
                await _map.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            // The browser is gone, and the map with it.
        }
        _bridge?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _live = _scope.Live();
        _sites = [.. SeenSites().Select(site => KeyValuePair.Create(site.Id, site.Name))];
        Look();
        _subscription = Board.Subscribe(_live, null, OnNotice);
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (new Uri(Navigation.Uri).Query == _arranged || _scene is null) return;
        Look();
        await SendAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            await TellSelectionAsync();
            return;
        }
        _bridge = DotNetObjectReference.Create(this);
        var module = await Script.InvokeAsync<IJSObjectReference>("import", "./dist/map.js");
        if (_disposed)
        {
            await module.DisposeAsync(); // left while it was loaded: its element and its bridge are gone
            return;
        }
        _module = module;
        var map = await module.InvokeAsync<IJSObjectReference>("create", _element, new
        {
            style = Options.Value.StyleUrl,
            attribution = Options.Value.Attribution,
            locale = Formats.Culture.Name,
            words = EvStates.WorstFirst.Select(state => L[state.TextKey()].Value),
            texts = new { map = T["MapLabel"].Value, places = T["Places"].Value, stations = T["StationCount"].Value, evses = T["EvseCount"].Value, worst = T["WorstOf"].Value },
        }, _bridge);
        if (_disposed)
        {
            await map.InvokeVoidAsync("dispose");
            await map.DisposeAsync();
            return;
        }
        _map = map;
        await ReadEquipmentAsync();
        await TellSelectionAsync();
        await SendAsync();
    }

    // After the first paint: the filters about hardware come when there is something to choose from.
    private async Task ReadEquipmentAsync()
    {
        try
        {
            await Equipment.ReadAsync(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            return; // what was known before stays
        }
        var seen = Board.Stations(_live).Where(station => Equipment.Known.ContainsKey(station.Key)).Select(station => Equipment.Known[station.Key]).ToList();
        _connectors = [.. seen.SelectMany(has => has.ConnectorTypes).Distinct().Order(StringComparer.Ordinal).Select(type => KeyValuePair.Create(type, MapFilter.WordOf(type)))];
        _powers = [.. MapFilter.Powers.Where(kw => seen.Any(has => has.MostPowerW >= kw * 1000.0)).Select(kw => KeyValuePair.Create(kw.ToString(CultureInfo.InvariantCulture), $"≥ {kw} kW"))];
        Look();
        StateHasChanged();
    }

    // After the panel is drawn, so that the browser knows what of the map it covers.
    private async Task TellSelectionAsync()
    {
        if (_map is null || _told == At || _disposed) return;
        _told = At;
        try
        {
            await _map.InvokeVoidAsync("select", _told);
            await _map.InvokeVoidAsync("reveal", Index(_told));
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            return; // the browser is gone
        }
    }

    private void OnNotice()
    {
        Volatile.Write(ref _dirty, 1);
        if (Time.GetTimestamp() >= Interlocked.Read(ref _restUntil)) LookAgain();
    }

    private void OnTick(long second) => LookAgain();

    private void LookAgain() => _ = InvokeAsync(async () =>
    {
        if (_disposed || Interlocked.Exchange(ref _dirty, 0) == 0) return;
        var began = Time.GetTimestamp();
        var before = (_lines, _shown, _scene?.WithoutPosition.Count, _place);
        Look();
        var ended = Time.GetTimestamp();
        var rest = Math.Max((ended - began) * RestPerLook, (long)(_leastRest.TotalSeconds * Time.TimestampFrequency));
        Interlocked.Exchange(ref _restUntil, ended + rest);
        if (before != (_lines, _shown, _scene?.WithoutPosition.Count, _place)) StateHasChanged();
        await SendAsync();
    });

    private List<Site> SeenSites() => [.. Sites.All.Where(site => _scope.Can(Permissions.StationsRead, site.Id))];

    private void Look()
    {
        _arranged = new Uri(Navigation.Uri).Query;
        var filter = new MapFilter(new StationFilter(Trimmed(Q), Trimmed(State), Trimmed(Site), null, Trimmed(Model)), Trimmed(Connector), MapFilter.PowerOf(Power), Equipment.Known);
        var all = Board.Stations(_live);
        var seesAll = ReferenceEquals(_live, LiveScope.All);
        if (!ReferenceEquals(Network.Models, _modelsOf))
        {
            _modelsOf = Network.Models;
            IEnumerable<string> models = seesAll ? _modelsOf : all.Select(StationFilter.ModelOf).OfType<string>().Distinct(StringComparer.CurrentCultureIgnoreCase).Order(StringComparer.CurrentCultureIgnoreCase);
            _models = [.. models.Select(model => KeyValuePair.Create(model, model))];
        }

        _scene = seesAll ? Places.SceneOf(all, Sites.All, filter) : MapScene.Of(all, SeenSites(), filter, _scene?.Places);
        if (_place?.Key != At) _place = null;
        if (At is not null) _place = _scene.Places.FirstOrDefault(place => place.Key == At);
        Arrange();
    }

    // The same lines keep their place in the list while the pointer is over it.
    private void Arrange()
    {
        var lines = _scene!.Lines(_view);
        if (_pointer && lines.Count == _lines.Count)
        {
            var now = lines.ToDictionary(line => line.Place.Key, StringComparer.Ordinal);
            if (_lines.All(line => now.ContainsKey(line.Place.Key))) lines = [.. _lines.Select(line => now[line.Place.Key])];
        }
        _shown = lines.Count;
        if (!lines.SequenceEqual(_lines)) _lines = lines;
    }

    private void OnPointer(bool over)
    {
        _pointer = over;
        if (!over) Arrange();
    }

    private async Task SendAsync()
    {
        if (_map is null || _sending || _disposed) return;
        _sending = true;
        try
        {
            while (!ReferenceEquals(_sent, _scene))
            {
                var scene = _scene!;
                var known = _sent is not null && ReferenceEquals(_sent.Places, scene.Places);
                if (!known)
                {
                    await _map.InvokeVoidAsync("places", new
                    {
                        keys = scene.Places.Select(place => place.Key),
                        names = scene.Places.Select(place => place.Name),
                        x = scene.Places.Select(place => Math.Round(place.Position.Longitude, 6)),
                        y = scene.Places.Select(place => Math.Round(place.Position.Latitude, 6)),
                    });
                }
                var changes = scene.Changes(known ? _sent : null);
                if (changes.Length > 0 || !known) await _map.InvokeVoidAsync("states", changes);
                _sent = scene;
            }
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            return; // the browser is gone
        }
        finally
        {
            _sending = false;
        }
    }

    private Task FitAsync() => CallAsync(map => map.InvokeVoidAsync("fit", _place is null ? Array.Empty<string>() : [_place.Key]));

    private Task CallAsync(Func<IJSObjectReference, ValueTask> call) => _map is null ? Task.CompletedTask : call(_map).AsTask();

    private int Index(string? key)
    {
        for (var i = 0; i < _lines.Count; i++)
            if (_lines[i].Place.Key == key) return i;
        return -1;
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
