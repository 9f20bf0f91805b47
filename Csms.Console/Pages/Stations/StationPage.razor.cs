using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Stations;

/// <summary>A station: what it does now, its sessions, its messages, and what can be done with it.</summary>
public sealed partial class StationPage
{
    private const int Beside = 3; // EVSEs that leave room for the bar of the day in their row
    private static readonly CommandKind[] _buttons = [CommandKind.Start, CommandKind.Unlock, CommandKind.Reset];

    private AccessScope? _scope;
    private StationState? _station;
    private Site? _site;
    private TimeZoneInfo? _zone;
    private IDisposable? _subscription;
    private IReadOnlyList<TabItem> _tabs = [];
    private Sessions.SessionFilter _ofStation = Sessions.SessionFilter.None;
    private string? _of;
    private bool _mayWrite, _swaps;

    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private StationRegistrar Registrar { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.MessageTexts> MessageWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.TimelineTexts> TimelineWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.ChargingTexts> ChargingWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.JobTexts> JobWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.ConfigurationTexts> ConfigurationWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.LocalListTexts> LocalListWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.ReservationTexts> ReservationWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.DisplayTexts> DisplayWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.TariffTexts> TariffWords { get; set; } = null!;
    [Inject] private Csms.Engine.Tariffs.OnStation.StationTariffBook Tariffs { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.AvailabilityTexts> AvailabilityWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.FirmwareTexts> FirmwareWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.CertificateTexts> SecurityWords { get; set; } = null!;
    [Inject] private Microsoft.Extensions.Localization.IStringLocalizer<Texts.SwapTexts> SwapWords { get; set; } = null!;
    [Inject] private Csms.Engine.Swaps.SwapBook Swaps { get; set; } = null!;
    [Inject] private CommandOpener Opener { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Identity, as in the address.</summary>
    [Parameter] public string Id { get; set; } = "";

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    // A tab that is not there, or not for this person, shows the first.
    private bool IsLive => Tab is null or "live" || _tabs.All(tab => tab.Key != Tab);

    // Display messages came with 2.0.1.
    private bool HasDisplay => _station?.OcppVersion is "2.0.1" or "2.1";

    // Tariffs for a station's own reckoning came with 2.1.
    private bool HasTariffs => _station is { } station && Tariffs.Has(station);

    // A station that has swapped batteries, or says that it can (2.1, block S).
    private bool HasSwaps => _station is { } station && (_swaps || Swaps.Has(station.Id)) && _scope!.Can(Permissions.SessionsRead, station.Profile.SiteId);

    /// <inheritdoc />
    public void Dispose() => _subscription?.Dispose();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of == Id) return;
        _of = Id;
        _subscription?.Dispose();
        (_subscription, _station) = (null, null);
        var scope = await UserScope.GetAsync();
        _scope = scope;
        if (!StationId.TryParse(Id, out var id)) return;
        _ofStation = new Sessions.SessionFilter { Station = id.Value };
        _swaps = await CanSwapAsync(id, scope);
        Look(id);
        _subscription = Board.Subscribe(scope.Live(), id, () => _ = InvokeAsync(() =>
        {
            Look(id);
            StateHasChanged();
        }));
    }

    private void Look(StationId id)
    {
        _station = Board.Find(id, _scope!.Live());
        _site = Sites.Find(_station?.Profile.SiteId);
        _zone = _site is null ? null : Sites.ZoneOf(_site.Id);
        _mayWrite = _scope!.Can(Permissions.StationsWrite, _station?.Profile.SiteId);
        var tabs = new List<TabItem> { new("live", T["Tab.Live"]), new("timeline", TimelineWords["Title"]) };
        if (_scope.Can(Permissions.SessionsRead, _station?.Profile.SiteId)) tabs.Add(new("sessions", T["Tab.Sessions"]));
        if (_scope.Can(Permissions.MessagesRead, _station?.Profile.SiteId)) tabs.Add(new("messages", MessageWords["Title"]));
        tabs.Add(new("charging", ChargingWords["Title"]));
        tabs.Add(new("configuration", ConfigurationWords["Title"]));
        tabs.Add(new("firmware", FirmwareWords["Tab"]));
        tabs.Add(new("security", SecurityWords["Title"]));
        tabs.Add(new("locallist", LocalListWords["Title"]));
        if (_scope.Can(Permissions.SessionsRead, _station?.Profile.SiteId)) tabs.Add(new("reservations", ReservationWords["Title"]));
        if (HasSwaps) tabs.Add(new("swaps", SwapWords["Title"]));
        if (HasDisplay) tabs.Add(new("display", DisplayWords["Title"]));
        if (HasTariffs) tabs.Add(new("tariffs", TariffWords["Title"]));
        tabs.Add(new("availability", AvailabilityWords["Title"]));
        if (_scope.Can(Permissions.JobsRead, _station?.Profile.SiteId)) tabs.Add(new("notes", JobWords["Tab"]));
        if (tabs.Count != _tabs.Count) _tabs = tabs;
    }

    private async Task<bool> CanSwapAsync(StationId id, AccessScope scope)
    {
        try
        {
            return Board.Find(id, scope.Live()) is { } station && await Swaps.CanSwapAsync(station, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException)
        {
            return false; // the tab comes with the first swap, or when the page is opened again
        }
    }

    private Task<bool> DecideAsync(RegistrationStatus registration) => Registrar.DecideAsync(_station!.Id, registration);

    private async Task EditAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(StationForm.Station)] = _station };
        if (await Ask.FormAsync<StationForm>(T["Station.Edit", Id], parameters, "560px") is StationForm.Deleted) Navigation.NavigateTo(StationLinks.List);
    }

    // Beside what has its own height to fill, a line of each EVSE is enough; a phone keeps it for the list.
    private string EvsesClass() => IsLive ? _station!.Evses.Length > Beside ? "evses many" : "evses" : "evses short desk";
}
