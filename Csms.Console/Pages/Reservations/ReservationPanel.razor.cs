using System.Globalization;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Reservations;

/// <summary>Reservations of a station, in force and past; made and cancelled here.</summary>
public sealed partial class ReservationPanel
{
    private const int Most = 500;

    private IReadOnlyList<Reservation>? _rows;
    private IReadOnlyList<Reservation> _shown = [];
    private KeyValuePair<string, string>[] _states = [];
    private StationId _of;
    private string? _error, _done;
    private Action<StationId>? _told;
    private bool _mayRead, _mayWrite, _busy, _failed;

    [Inject] private ReservationBook Book { get; set; } = null!;
    [Inject] private ReservationDesk Desk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose() => Book.Changed -= _told;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _states = [.. Enum.GetValues<ReservationState>().Select(state => KeyValuePair.Create(state.ToString(), T[$"State.{state}"].Value))];
        Book.Changed += _told = ReaderLanguage.Of<StationId>(OnChanged);
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _mayRead = Scope.Can(Permissions.TokensRead, Station.Profile.SiteId);
        _mayWrite = Scope.Can(Permissions.ReservationsWrite, Station.Profile.SiteId);
        if (_of == Station.Id) Filter();
        else await ReadAsync();
    }

    private static TagTone ToneOf(ReservationState state) => state switch
    {
        ReservationState.Active => TagTone.Info,
        ReservationState.Used => TagTone.Ok,
        ReservationState.Removed => TagTone.Warn,
        _ => TagTone.Neutral,
    };

    private static string Id(Reservation reservation) => reservation.Id.ToString(CultureInfo.InvariantCulture);

    private string Place(Reservation reservation) => (reservation.EvseId is { } evse ? $"EVSE {evse}" : T["Any"].Value) + (reservation.ConnectorType is { } type ? $" · {type}" : null);

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) _ = InvokeAsync(async () => { await ReadAsync(); StateHasChanged(); });
    }

    private async Task ReadAsync()
    {
        _of = Station.Id;
        try
        {
            _rows = [.. (await Book.ListAsync(new ReservationQuery { Station = Station.Id.Value, Limit = Most }, CancellationToken.None)).Select(row => row.Reservation)];
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }

        Filter();
    }

    private void Filter()
    {
        List<Reservation> shown = [.. (_rows ?? []).Where(row => State is null || row.State.ToString() == State).OrderByDescending(row => row.IsActive)];
        if (!shown.SequenceEqual(_shown)) _shown = shown;
    }

    private async Task AddAsync()
    {
        (_error, _done) = (null, null);
        await Ask.FormAsync<ReservationForm>(T["Add.Title", Station.Id.Value], new Dictionary<string, object?> { [nameof(ReservationForm.Station)] = Station, [nameof(ReservationForm.Zone)] = Zone }, "560px");
        await ReadAsync();
    }

    private async Task CancelAsync(Reservation reservation)
    {
        (_error, _done) = (null, null);
        if (_busy || !_mayWrite || !await Ask.ConfirmAsync(T["Cancel.Title", Id(reservation)], T["Cancel.Text", Place(reservation)], T["Cancel.Verb", Id(reservation)], danger: true)) return;
        var scope = await UserScope.GetAsync();
        if (!scope.Can(Permissions.ReservationsWrite, Station.Profile.SiteId))
        {
            _error = L["Denied.Title"];
            return;
        }

        _busy = true;
        try
        {
            var command = await Desk.CancelAsync(scope, Station, reservation, CancellationToken.None);
            if (command.Status == "Accepted") _done = T["Cancelled", Id(reservation)];
            else _error = command.Status == "Rejected" ? T["CancelRejected", Id(reservation)] : T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }
        finally
        {
            _busy = false;
        }

        await ReadAsync();
    }
}
