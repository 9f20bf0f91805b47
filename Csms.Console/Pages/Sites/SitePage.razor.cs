using Csms.Console.Controls;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Sites;

/// <summary>A site: its stations now, and what its EVSEs did over time.</summary>
public sealed partial class SitePage
{
    private static readonly TimeSpan _redrawInterval = TimeSpan.FromMilliseconds(500);

    private AccessScope _scope = AccessScope.Nobody;
    private Site? _site;
    private TimeZoneInfo? _zone;
    private NetworkTotals _totals = NetworkTotals.Empty;
    private IReadOnlyList<StationRow> _rows = [];
    private IReadOnlyList<TabItem> _tabs = [];
    private StationOrder? _order;
    private IDisposable? _subscription;
    private IDisposable? _redraw;
    private string? _of;
    private int _dirty;
    private bool _read, _disposed;

    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private IStringLocalizer<Texts.TimelineTexts> TimelineWords { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;

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
        _subscription?.Dispose();
        _redraw?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of == Id) return;
        _of = Id;
        _subscription?.Dispose();
        _scope = await UserScope.GetAsync();
        _order = new StationOrder(Sites);
        _tabs = [new("stations", T["Tab.Stations"]), new("timeline", TimelineWords["Title"])];
        Look();
        _read = true;
        if (_site is null) return;
        _subscription = Board.Subscribe(OfSite(_site.Id), null, () => Volatile.Write(ref _dirty, 1));
        _redraw ??= Ticker.Every(_redrawInterval, () => { if (Interlocked.Exchange(ref _dirty, 0) == 1 && !_disposed) _ = InvokeAsync(() => { Look(); StateHasChanged(); }); });
    }

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
        _order!.Take(Board.Stations(OfSite(_site.Id)), mayMove: true);
        _rows = _order.Rows;
    }

    private async Task EditAsync()
    {
        await Ask.FormAsync<SiteForm>(T["EditTitle", _site!.Name], new Dictionary<string, object?> { [nameof(SiteForm.Site)] = _site }, "560px");
        Look();
        if (_site is null) Navigation.NavigateTo(SiteLinks.List);
    }
}
