using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Tariffs;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The tariffs of the network, from memory.</summary>
public sealed partial class TariffList
{
    private const int RefreshSeconds = 5;
    private const string Active = "active", RetiredOnes = "retired", All = "all", Network = "-";

    private readonly GridLayout _layout = new("tariffs");
    private IReadOnlyList<TariffRow> _shown = [];
    private KeyValuePair<string, string>[] _states = [], _sites = [];
    private AccessScope _scope = AccessScope.Nobody;
    private Action? _changed;
    private bool _mayAdd;
    private int _count;

    [Inject] private TariffDesk Desk { get; set; } = null!;
    [Inject] private TariffDirectory Directory { get; set; } = null!;
    [Inject] private TariffGiven Given { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? State { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? Sort { get; set; }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["List.Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["List.Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose()
    {
        Directory.Changed -= _changed;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _mayAdd = _scope.Can(Permissions.TariffsWrite);
        _states = [new(RetiredOnes, T["List.Retired"]), new(All, T["List.All"])];
        _sites = [new(Network, T["OfNetwork"]), .. Sites.All.Where(site => _scope.Can(Permissions.TariffsRead, site.Id)).Select(site => KeyValuePair.Create(site.Id, site.Name))];
        Directory.Changed += _changed = ReaderLanguage.Of(Redraw);
        Ticker.Tick += OnTick;
        Look();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Look();

    // Stations, sites and tokens are given tariffs elsewhere.
    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) Redraw();
    }

    private void Redraw() => _ = InvokeAsync(() => { if (Look()) StateHasChanged(); });

    /// <summary>Looks again; true when something is different to the eye.</summary>
    private bool Look()
    {
        var uses = Given.All(_scope);
        var seen = Desk.Seen(_scope);
        var before = _count;
        _count = seen.Count;
        var words = new PriceLines(T, Formats);
        var rows = new List<TariffRow>();
        foreach (var tariff in seen.Where(Matches))
        {
            var use = uses.GetValueOrDefault(tariff.Id, GivenTo.None);
            rows.Add(new TariffRow(tariff, words.Short(tariff.Current.Tariff), use, tariff.SiteId is { } site ? Sites.Find(site)?.Name ?? site : null));
        }

        rows.Sort(Order);
        if (rows.SequenceEqual(_shown)) return before != _count;
        _shown = rows;
        return true;
    }

    private bool Matches(TariffEntry tariff)
    {
        if ((State ?? Active) is not All and var state && tariff.Retired != (state == RetiredOnes)) return false;
        if (Site is not null && (tariff.SiteId ?? Network) != Site) return false;
        return string.IsNullOrWhiteSpace(Q) || Has(tariff.Name) || Has(tariff.Id) || tariff.Groups.Any(Has);
    }

    private bool Has(string text) => text.Contains(Q!.Trim(), StringComparison.CurrentCultureIgnoreCase);

    private int Order(TariffRow a, TariffRow b)
    {
        var order = Sort?.TrimStart('-') switch
        {
            "id" => StringComparer.OrdinalIgnoreCase.Compare(a.Entry.Id, b.Entry.Id),
            "changed" => a.Entry.ChangedAt.CompareTo(b.Entry.ChangedAt),
            _ => StringComparer.CurrentCultureIgnoreCase.Compare(a.Entry.Name, b.Entry.Name),
        };
        if (order == 0) order = string.CompareOrdinal(a.Entry.Id, b.Entry.Id);
        return Sort?.StartsWith('-') == true ? -order : order;
    }
}
