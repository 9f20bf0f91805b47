using Csms.Console.Commands;
using Csms.Console.Commands.Bulk;
using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Pages.Bulk;
using Csms.Console.Pages.Jobs;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.FieldWork;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Stations;

/// <summary>Every station of the network, live: told that something changed, it looks again at once unless looking has become dear, then at the next second.</summary>
public sealed partial class StationList
{
    /// <summary>Looking over a large network may take a tenth of a circuit's time, not more.</summary>
    private const int RestPerLook = 9;

    private static readonly EvState[] _legend = [EvState.Charging, EvState.SuspendedEv, EvState.SuspendedEvse, EvState.Available, EvState.Faulted, EvState.Offline];

    private readonly GridLayout _layout = new("stations");
    private AccessScope? _scope;
    private LiveScope _live = LiveScope.All;
    private StationOrder? _order;
    private IDisposable? _subscription;
    private StationFilter _filter = new(null, null, null, null, null);
    private IReadOnlyList<string>? _modelsOf;
    private IReadOnlyList<KeyValuePair<string, string>> _states = [], _siteOptions = [], _models = [], _versions = [], _quirkOptions = [];
    private List<(string? State, string Word, int Count)> _views = [];
    private RowSelection _selection = RowSelection.None;
    private IReadOnlyList<CommandKind> _bulkKinds = [];
    private string? _arranged, _filterWord;
    private bool _pointer, _mayAdd, _mayCommand, _mayMakeJob;
    private int _dirty, _all;
    private long _restUntil;

    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private StationRows Network { get; set; } = null!;
    [Inject] private Certificates.CertificateExpiry Expiry { get; set; } = null!;
    [Inject] private QuirkBook Quirks { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.QuirkTexts> QuirkWords { get; set; } = null!;
    [Inject] private BulkOpener Bulk { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.JobTexts> JobWords { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private StationRegistrar Registrar { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? State { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? Ocpp { get; set; }
    [SupplyParameterFromQuery] private string? Model { get; set; }
    [SupplyParameterFromQuery] private string? Quirk { get; set; }
    [SupplyParameterFromQuery] private string? Sort { get; set; }
    [SupplyParameterFromQuery] private string? View { get; set; }

    /// <summary>What is ticked; who ticked a station means it, also when it has left the filter meanwhile.</summary>
    private IEnumerable<StationState> Picked => _selection.IsAll
        ? _selection.Pick(_order!.Rows, row => row.Id).Select(row => row.State)
        : _selection.Keys.Order(StringComparer.Ordinal).Select(key => Board.Find(StationId.Parse(key), _live)).OfType<StationState>();

    private string Selected
    {
        get
        {
            var count = _selection.Count(_order!.Rows.Count);
            return T[count == 1 ? "Stations.SelectedOne" : "Stations.Selected", Formats.Number(count)];
        }
    }

    /// <summary>"all offline: commands will wait".</summary>
    private string? SelectionNote
    {
        get
        {
            int all = 0, away = 0;
            foreach (var station in Picked)
            {
                all++;
                if (station.Link != LinkState.Online) away++;
            }
            return away == 0 ? null : T[away == all ? "Stations.AllAway" : "Stations.SomeAway", Formats.Number(away)].Value;
        }
    }

    private string ExportHref => "/stations/export.csv" + new Uri(Navigation.Uri).Query;

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var scope = await UserScope.GetAsync();
        (_scope, _live, _order) = (scope, scope.Live(), new StationOrder());
        _mayAdd = scope.Can(Permissions.StationsWrite);
        _bulkKinds = [.. BulkDesk.Kinds.Where(kind => BulkDesk.May(scope, kind))];
        _mayCommand = _bulkKinds.Count > 0;
        _mayMakeJob = scope.Can(Permissions.JobsWrite);
        _states =
        [
            new(StationFilter.Online, T["Link.Online"]),
            .. EvStates.WorstFirst.Select(state => KeyValuePair.Create(state.Slug(), L[state.TextKey()].Value)),
            new(StationFilter.Pending, T["Flag.Pending"]),
            new(StationFilter.CertificateSoon, T["Flag.Certificate"]),
        ];
        _siteOptions = [.. Sites.All.Where(site => scope.Can(Permissions.StationsRead, site.Id)).Select(site => KeyValuePair.Create(site.Id, site.Name))];
        _versions = [new("2.1", "2.1"), new("2.0.1", "2.0.1"), new("1.6", "1.6")];
        LookAtQuirks();
        Look(mayMove: true);
        _subscription = Board.Subscribe(_live, null, OnNotice);
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var asked = new Uri(Navigation.Uri).Query;
        if (_order is null || asked == _arranged) return;
        LookAtQuirks();
        Look(mayMove: true);
    }

    private void OnNotice()
    {
        Volatile.Write(ref _dirty, 1);
        if (Time.GetTimestamp() >= Interlocked.Read(ref _restUntil)) LookAgain();
    }

    private void OnTick(long second) => LookAgain();

    private void LookAgain() => _ = InvokeAsync(() =>
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 0) return;
        var began = Time.GetTimestamp();
        var changed = Look(mayMove: !_pointer);
        var ended = Time.GetTimestamp();
        Interlocked.Exchange(ref _restUntil, ended + (ended - began) * RestPerLook);
        if (changed) StateHasChanged();
    });

    /// <summary>Reads the network; true when something shown has changed.</summary>
    private bool Look(bool mayMove)
    {
        _arranged = new Uri(Navigation.Uri).Query;
        _filterWord = ViewQuery.FilterOf(_arranged);
        _filter = new StationFilter(Trimmed(Q), Trimmed(State), Trimmed(Site), Trimmed(Ocpp), Trimmed(Model)) { EndsSoon = Expiry.IsSoon, Quirk = Trimmed(Quirk), Shows = Quirks.Shows };
        var (network, models) = (Network.All, Network.Models);
        var seesAll = ReferenceEquals(_live, LiveScope.All);
        var wanted = seesAll && _filter.IsEmpty ? null : new List<StationRow>();
        int seen = 0, faulted = 0, offline = 0, charging = 0, pending = 0;
        foreach (var row in network)
        {
            var station = row.State;
            if (!seesAll && !_live.Sees(station)) continue;
            seen++;
            if (station.Profile.Registration == RegistrationStatus.Pending) pending++;
            else if (station.Link == LinkState.Offline) offline++;
            if (row.IsFaulted) faulted++;
            if (row.IsCharging) charging++;
            if (wanted is not null && _filter.Matches(station, row.Site)) wanted.Add(row);
        }

        var views = new List<(string?, string, int)>
        {
            (null, T["View.All"], seen),
            ("charging", L[EvState.Charging.TextKey()], charging),
            ("faulted", L[EvState.Faulted.TextKey()], faulted),
            ("offline", L[EvState.Offline.TextKey()], offline),
        };
        if (pending > 0 || State == StationFilter.Pending) views.Add((StationFilter.Pending, T["Flag.Pending"], pending));
        var changed = !views.SequenceEqual(_views) || _all != seen;
        (_views, _all) = (views, seen);
        if (!ReferenceEquals(models, _modelsOf)) (_modelsOf, _models, changed) = (models, [.. ModelsSeen(models, network, seesAll).Select(model => KeyValuePair.Create(model, model))], true);
        var stale = _order!.IsStale;
        return _order.Take(StationSort.Apply(wanted ?? network, Sort, Expiry.EndOf), mayMove) || changed || stale != _order.IsStale;
    }

    /// <summary>What can be chosen: deviations that a station of the person's has shown. They come seldom, so they are gathered when the address changes.</summary>
    private void LookAtQuirks()
    {
        var shown = Quirks.ShownBy(Board.Stations(_live));
        if (QuirkCatalogue.Named(Quirk) is { } chosen) shown = new HashSet<FrameNote>(shown) { chosen.Note };
        _quirkOptions = [.. shown.Select(note => KeyValuePair.Create(QuirkCatalogue.Word(note), QuirkWords[note.ToString()].Value)).OrderBy(option => option.Value, StringComparer.CurrentCulture)];
    }

    private IEnumerable<string> ModelsSeen(IReadOnlyList<string> all, IReadOnlyList<StationRow> network, bool seesAll) => seesAll
        ? all
        : network.Where(row => _live.Sees(row.State)).Select(row => StationFilter.ModelOf(row.State)).OfType<string>().Distinct(StringComparer.CurrentCultureIgnoreCase).Order(StringComparer.CurrentCultureIgnoreCase);

    private void PointerLeft()
    {
        _pointer = false;
        if (_order is { IsStale: true }) Look(mayMove: true);
    }

    private void Reorder() => Look(mayMove: true);

    private void Clear() => Navigation.NavigateTo(StationLinks.List, replace: true);

    private async Task BulkAsync(CommandKind kind)
    {
        if (await Bulk.OpenAsync([.. Picked.Select(station => station.Id)], kind) is { } run) Navigation.NavigateTo(BulkLinks.Of(run.Id));
    }

    private async Task JobAsync()
    {
        var picked = new Dictionary<string, object?> { [nameof(JobForm.Stations)] = (IReadOnlyList<StationId>)[.. Picked.Select(station => station.Id)] };
        if (await Ask.FormAsync<JobForm>(JobWords["New"], picked, "560px") is FieldJob made) Navigation.NavigateTo(JobLinks.Of(made.Id));
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
