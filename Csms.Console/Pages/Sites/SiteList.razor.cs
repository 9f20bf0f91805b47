using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Sites;

/// <summary>The sites with what they draw now and their worst state.</summary>
public sealed partial class SiteList
{
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromSeconds(1);

    private IReadOnlyList<SiteLine> _shown = [];
    private AccessScope _scope = AccessScope.Nobody;
    private IDisposable? _subscription;
    private IDisposable? _redraw;
    private int _count, _dirty;
    private bool _mayAdd, _disposed;

    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
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
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _mayAdd = _scope.Sites(Permissions.StationsWrite).All;
        _subscription = Board.Subscribe(_scope.Live(), null, () => Volatile.Write(ref _dirty, 1));
        _redraw = Ticker.Every(RedrawInterval, () => { if (Interlocked.Exchange(ref _dirty, 0) == 1 && !_disposed) _ = InvokeAsync(() => { Read(); StateHasChanged(); }); });
        Read();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Read();

    private void Read()
    {
        var seen = Sites.All.Where(site => _scope.Can(Permissions.StationsRead, site.Id)).ToList();
        _count = seen.Count;
        var lines = new List<SiteLine>(seen.Count);
        foreach (var site in seen)
        {
            if (!string.IsNullOrWhiteSpace(Q) && !Has(site.Name) && !Has(site.Id) && !Has(site.Address)) continue;
            var totals = Board.TotalsOf(site.Id);
            lines.Add(new SiteLine(site, totals.Stations, totals.Online, totals.EvseCount, totals.Sessions, totals.Stations == 0 ? null : totals.PowerW, totals.Worst is { } worst ? worst.OnScreen() : null));
        }
        if (!lines.SequenceEqual(_shown)) _shown = lines;
    }

    private bool Has(string? whole) => whole?.Contains(Q!.Trim(), StringComparison.CurrentCultureIgnoreCase) == true;

    private async Task OpenAsync(Site? site)
    {
        await Ask.FormAsync<SiteForm>(site is null ? T["AddTitle"] : T["EditTitle", site.Name], new Dictionary<string, object?> { [nameof(SiteForm.Site)] = site }, "560px");
        Read();
    }
}
