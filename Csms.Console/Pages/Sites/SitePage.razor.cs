using Csms.Console.Controls;
using Csms.Console.Pages.Power;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Sites;

/// <summary>A site: its stations now, and what its EVSEs did over time.</summary>
public sealed partial class SitePage
{
    private const int ReadSeconds = 60; // power is written by the minute
    private static readonly TimeSpan _redrawInterval = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _gone = new();
    private AccessScope _scope = AccessScope.Nobody;
    private Site? _site;
    private TimeZoneInfo? _zone;
    private NetworkTotals _totals = NetworkTotals.Empty;
    private IReadOnlyList<StationRow> _rows = [];
    private IReadOnlyList<TabItem> _tabs = [];
    private StationOrder? _order;
    private IDisposable? _subscription;
    private IDisposable? _redraw;
    private PowerCurve? _power;
    private string? _of;
    private int _dirty;
    private bool _read, _reading, _disposed;

    [Inject] private Csms.Engine.Tariffs.TariffDirectory Tariffs { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private Csms.Console.Pages.Stations.StationRows Network { get; set; } = null!;
    [Inject] private PowerHistory PowerHistory { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private IStringLocalizer<Texts.TimelineTexts> TimelineWords { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private ILogger<SitePage> Logger { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Identity, as in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Page.NoStations"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Page.NoStationsText"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
        _subscription?.Dispose();
        _redraw?.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Ticker.Tick += OnTick;

    // The store is asked after the first paint, never before it.
    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => _power is null ? ReadPowerAsync() : Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of == Id) return;
        (_of, _power) = (Id, null);
        _subscription?.Dispose();
        _scope = await UserScope.GetAsync();
        _order = new StationOrder();
        _tabs = [new("stations", T["Tab.Stations"]), new("timeline", TimelineWords["Title"])];
        Look();
        _read = true;
        if (_site is null) return;
        _subscription = Board.Subscribe(OfSite(_site.Id), null, () => Volatile.Write(ref _dirty, 1));
        _redraw ??= Ticker.Every(_redrawInterval, () => { if (Interlocked.Exchange(ref _dirty, 0) == 1 && !_disposed) _ = InvokeAsync(() => { Look(); StateHasChanged(); }); });
    }

    private void OnTick(long second)
    {
        if (second % ReadSeconds == 0) _ = InvokeAsync(ReadPowerAsync);
    }

    private async Task ReadPowerAsync()
    {
        if (_reading || _site is not { } site || Tab == "timeline" || _gone.IsCancellationRequested) return;
        _reading = true;
        try
        {
            var now = Time.GetUtcNow();
            var today = await PowerHistory.ReadAsync([site.Id], now - PowerCurve.Day, now, _gone.Token);
            var before = await PowerHistory.ReadAsync([site.Id], now - PowerCurve.Day - PowerCurve.Week, now - PowerCurve.Week, _gone.Token);
            if (site.Id != _of) return;
            _power = PowerCurve.Of(today, before, now);
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException exception)
        {
            LogPowerNotRead(Logger, exception, site.Id); // the chart keeps what it has and asks again in a minute
        }
        finally
        {
            _reading = false;
        }
    }

    [LoggerMessage(6210, LogLevel.Warning, "Power of site {Site} was not read")]
    private static partial void LogPowerNotRead(ILogger logger, Exception exception, string site);

    private LiveScope OfSite(string siteId)
    {
        var seen = _scope.Live();
        return new LiveScope(site => site == siteId && seen.SeesSite(site));
    }

    private void Look()
    {
        _site = Sites.Find(Id) is { } site && _scope.Can(Permissions.StationsRead, site.Id) ? site : null;
        if (_site is null) return;
        _zone = Sites.ZoneOf(_site.Id);
        _totals = Board.TotalsOf(_site.Id);
        _order!.Take([.. Network.All.Where(row => row.State.Profile.SiteId == _site.Id)], mayMove: true);
        _rows = _order.Rows;
    }

    private async Task EditAsync()
    {
        await Ask.FormAsync<SiteForm>(T["EditTitle", _site!.Name], new Dictionary<string, object?> { [nameof(SiteForm.Site)] = _site }, "560px");
        Look();
        if (_site is null) Navigation.NavigateTo(SiteLinks.List);
    }
}
