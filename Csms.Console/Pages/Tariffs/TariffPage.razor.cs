using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Prices;
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
    private GivenTo _use = GivenTo.None;
    private PriceText? _made;
    private Site? _site;
    private TimeZoneInfo _zone = TimeZoneInfo.Utc, _reads = TimeZoneInfo.Utc;
    private Action? _changed;
    private string? _error;
    private bool _read, _mayWrite, _mayAssign;

    [Inject] private TariffDirectory Directory { get; set; } = null!;
    [Inject] private TariffGiven Given { get; set; } = null!;
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

    // Drivers read a price as it is at their moment.
    private PriceText? Made(Tariff tariff) => SessionPrice.TextOf(new PriceTerms(tariff, _reads) { Language = Formats.Culture.TwoLetterISOLanguageName }, Time.GetUtcNow());

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) Redraw();
    }

    private void Redraw() => _ = InvokeAsync(() => { if (Look()) StateHasChanged(); });

    /// <summary>Looks again; true when something is different to the eye.</summary>
    private bool Look()
    {
        var before = Seen;
        _entry = Directory.Find(Id) is { } entry && TariffDesk.Sees(_scope, entry) ? entry : null;
        if (_entry is null) return before != Seen;
        _shown = Version is { } version ? _entry.Version(version) ?? _entry.Current : _entry.Current;
        _inForce = _entry.Retired ? null : _entry.At(Time.GetUtcNow());
        _site = _entry.SiteId is { } site ? Sites.Find(site) : null;
        _zone = _entry.SiteId is { } zoned ? Sites.ZoneOf(zoned) : Formats.Zone;
        _use = Given.Of(_entry, _scope);
        _reads = _entry.SiteId is null && _use.Sites.Count > 0 ? Sites.ZoneOf(_use.Sites.First[0].Id) : _zone; // tariffs are read where they are used
        _mayWrite = TariffDesk.MayWrite(_scope, _entry.SiteId);
        _mayAssign = _entry.SiteId is { } own ? AssignForm.May(_scope, own) : Sites.All.Any(site => AssignForm.May(_scope, site.Id));
        _made = Made(_shown.Tariff);
        return before != Seen;
    }

    // With the day: times of today are told without it.
    private (TariffEntry?, TariffVersion?, TariffVersion?, GivenTo, Site?, TimeZoneInfo, TimeZoneInfo, string?, DateTime) Seen => (_entry, _shown, _inForce, _use, _site, _zone, _reads, _made?.Content, Time.GetUtcNow().Date);

    private async Task RetireAsync()
    {
        if (_entry is not { } entry) return;
        _error = null;
        var key = entry.Retired ? "Unretire" : "Retire";
        if (await Ask.ReasonAsync(T[$"{key}.Title", entry.Name], T[$"{key}.Text"], T[$"{key}.Verb", entry.Name], danger: !entry.Retired) is not { } reason) return;
        try
        {
            var saved = await Desk.RetireAsync(await Scope.GetAsync(), entry.Id, !entry.Retired, reason, CancellationToken.None);
            if (!saved.IsSaved) _error = T[$"Refused.{saved.Written?.Refusal ?? TariffRefusal.Stale}"];
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }

        Look();
    }

    private async Task DeleteAsync()
    {
        if (_entry is not { } entry) return;
        _error = null;
        if (!await Ask.ConfirmAsync(T["Delete.Title", entry.Name], T["Delete.Text"], T["Delete.Verb", entry.Name], danger: true)) return;
        try
        {
            var written = await Desk.DeleteAsync(await Scope.GetAsync(), entry.Id, null, CancellationToken.None);
            if (written.Refusal is null) Navigation.NavigateTo(TariffLinks.List);
            else _error = T[$"Refused.{written.Refusal}"];
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }

    private async Task AssignAsync()
    {
        if (_entry is not { } entry) return;
        _error = null;
        await Ask.FormAsync<AssignForm>(T["Assign.Title", entry.Name], new Dictionary<string, object?> { [nameof(AssignForm.Tariff)] = entry }, "560px");
        Look();
    }
}
