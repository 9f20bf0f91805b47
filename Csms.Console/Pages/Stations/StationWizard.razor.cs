using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Gateway;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Stations;

/// <summary>Registration: enter the station, type what is shown into the charger, and watch it come.</summary>
public sealed partial class StationWizard
{
    private const int MostAttempts = 4;
    private static readonly int[] _profiles = [1, 2, 3, 0];

    private IReadOnlyList<Site> _sites = [];
    private AccessScope _scope = AccessScope.Nobody;
    private LiveScope _live = LiveScope.All;
    private IReadOnlyList<RefusedGroup> _attempts = [];
    private IDisposable? _subscription;
    private StationId? _id;
    private string _text = "", _name = "", _siteId = "";
    private string? _password;
    private DateTimeOffset _since;
    private long _seen;
    private int _profile = 1;
    private bool _everywhere, _refused, _tried;

    [Inject] private StationRegistrar Registrar { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private RefusedConnects Refused { get; set; } = null!;
    [Inject] private RefusalWords Words { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    private string? IdFault =>
        _text.Length == 0 ? _tried ? T["Wizard.IdMissing"].Value : null
        : !StationId.TryParse(_text.Trim(), out var id) ? T["Wizard.IdWrong"].Value
        : Board.Find(id, LiveScope.All) is not null ? T["Wizard.IdTaken", id.Value].Value : null;

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var scope = _scope = await UserScope.GetAsync();
        Ticker.Tick += OnTick;
        _live = scope.Live();
        _everywhere = scope.Can(Permissions.StationsWrite, null);
        _sites = [.. Sites.All.Where(site => scope.Can(Permissions.StationsWrite, site.Id))];
        if (!_everywhere && _sites is [var first, ..]) _siteId = first.Id;
        if (Navigation.BaseUri.StartsWith("https:", StringComparison.Ordinal)) _profile = 2;
    }

    private async Task AddAsync()
    {
        _tried = true;
        if (IdFault is not null || !StationId.TryParse(_text.Trim(), out var id)) return;
        var password = _profile is 1 or 2 ? StationRegistrar.NewPassword() : null;
        _since = Time.GetUtcNow();
        _refused = !await Registrar.AddAsync(id, _name.Trim(), _siteId.Length == 0 ? null : _siteId, password, _profile);
        if (_refused) return;
        (_id, _password) = (id, password);
        _subscription = Board.Subscribe(_live, id, () => _ = InvokeAsync(StateHasChanged));
    }

    private void Reset()
    {
        _subscription?.Dispose();
        (_id, _password, _text, _name, _tried) = (null, null, "", "", false);
        _attempts = [];
    }

    private void OnTick(long second)
    {
        if (_id is null || Refused.Count == Interlocked.Exchange(ref _seen, Refused.Count)) return;
        _ = InvokeAsync(() =>
        {
            Look();
            StateHasChanged();
        });
    }

    // This station's attempts, and those under a name that nobody entered: a typing error. Never another station's.
    private void Look()
    {
        if (_id is not { } id) return;
        _attempts =
        [
            .. Refused.Seen(Board, _scope, id, _since)
                .GroupBy(each => (each.Station, each.Remote, each.Reason)).Select(group => new RefusedGroup(group.First(), group.Count())).Take(MostAttempts),
        ];
    }

    private IEnumerable<(string Class, string Title, string Text)> Steps()
    {
        var station = _id is { } id ? Board.Find(id, _live) : null;
        var connected = station is { Link: LinkState.Online };
        var booted = station?.Boot is { At: { } at } && at >= _since;
        var told = station is { Evses.IsEmpty: false };
        yield return ("done", T["Wizard.Entered"], Formats.Seconds(_since));
        yield return (connected || booted ? "done" : "now", T["Wizard.Connects"], connected ? $"OCPP {station!.OcppVersion} · {Formats.Seconds(station.LinkSince)}" : T["Wizard.ConnectsWait"]);
        yield return (booted ? "done" : connected ? "now" : "next", T["Wizard.Boots"], booted ? $"{StationFilter.ModelOf(station!)} · {station!.Boot!.FirmwareVersion}" : T["Wizard.BootsWait"]);
        yield return (told ? "done" : booted ? "now" : "next", T["Wizard.Tells"], told ? string.Join(", ", station!.EvseConditions().Select(evse => $"EVSE {evse.EvseId} {L[evse.Condition.OnScreen().TextKey()]}")) : T["Wizard.TellsWait"]);
    }
}
