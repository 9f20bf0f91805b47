using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Tariffs;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A tariff: its prices, what sessions cost by it, where it is used, what it was before.</summary>
public sealed partial class TariffPage
{
    private const int RefreshSeconds = 5;

    private AccessScope _scope = AccessScope.Nobody;
    private PriceLines _words = null!;
    private TariffEntry? _entry;
    private TariffVersion? _shown, _inForce;
    private TariffUse _use = TariffUse.None;
    private Site? _site;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private Action? _changed;
    private string? _error;
    private bool _read, _mayWrite, _mayAssign;

    [Inject] private TariffDirectory Directory { get; set; } = null!;
    [Inject] private TariffUses TariffUses { get; set; } = null!;
    [Inject] private TariffDesk Desk { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Identity, as in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private int? Version { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Directory.Changed -= _changed;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _words = new PriceLines(T, Formats);
        _scope = await Scope.GetAsync();
        Directory.Changed += _changed = ReaderLanguage.Of(Redraw);
        Ticker.Tick += OnTick;
        Look();
        _read = true;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_read) Look();
    }

    private static IEnumerable<(TariffVersion Version, TariffVersion? Before)> Versions(TariffEntry entry)
    {
        for (var place = entry.Versions.Length - 1; place >= 0; place--) yield return (entry.Versions[place], place > 0 ? entry.Versions[place - 1] : null);
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) Redraw();
    }

    private void Redraw() => _ = InvokeAsync(() => { Look(); StateHasChanged(); });

    private void Look()
    {
        _entry = Directory.Find(Id) is { } entry && TariffUses.MayRead(_scope, entry) ? entry : null;
        if (_entry is null) return;
        _shown = Version is { } version ? _entry.Version(version) ?? _entry.Current : _entry.Current;
        _inForce = _entry.At(Time.GetUtcNow());
        _site = _entry.SiteId is { } site ? Sites.Find(site) : null;
        _zone = _entry.SiteId is { } zoned ? Sites.ZoneOf(zoned) : Formats.Zone;
        _use = TariffUses.Of(_entry.Id, _scope);
        _mayWrite = TariffUses.MayWrite(_scope, _entry.SiteId);
        _mayAssign = _entry.SiteId is { } own ? _scope.Can(Permissions.TariffsWrite, own) : _scope.Can(Permissions.TariffsWrite);
    }
}
