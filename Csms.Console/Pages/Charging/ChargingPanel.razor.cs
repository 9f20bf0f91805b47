using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Charging;

/// <summary>Smart charging of a station: what limits it over the coming hours, the profiles it holds, limits of others, what cars ask for, grid controls.</summary>
public sealed partial class ChargingPanel
{
    private const int Day = 24, FewPlaces = 6, RedrawSeconds = 30;

    private int _evse, _hours = Day, _dirty;
    private RateUnit _unit;
    private string? _spoken;
    private bool _hasDer;
    private StationState? _drawn;
    private StationCharging _charging = StationCharging.None;
    private StationComposite? _told;
    private CompositePeriod? _now;
    private (DateTimeOffset At, decimal OursW, decimal TheirsW)? _exceeds;
    private TimeChartSpec? _chart;
    private IReadOnlyDictionary<(int EvseId, int ProfileId), IReadOnlyList<int>> _rules = ImmutableDictionary<(int, int), IReadOnlyList<int>>.Empty;
    private IReadOnlyList<KeyValuePair<int, string>> _places = [], _spans = [];
    private IReadOnlyList<KeyValuePair<RateUnit, string>> _units = [];

    [Inject] private ChargingBook Book { get; set; } = null!;
    [Inject] private ChargingWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ask Dialogs { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as of now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    [SupplyParameterFromQuery(Name = "evse")] private int? Evse { get; set; }

    [SupplyParameterFromQuery(Name = "span")] private int? Span { get; set; }

    [SupplyParameterFromQuery(Name = "unit")] private string? Unit { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Book.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <summary>Whether a station of this version knows the action; of one that never spoke it is assumed.</summary>
    internal static bool Knows(string action, string? ocppVersion) => ocppVersion switch
    {
        "1.6" => CommandCatalogue.Supports(action, OcppVersion.V16),
        "2.0.1" => CommandCatalogue.Supports(action, OcppVersion.V201),
        _ => true,
    };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _spans = [new(6, T["Hours", 6]), new(Day, T["Hours", Day]), new(7 * Day, T["Days", 7])];
        _units = [new(RateUnit.W, "kW"), new(RateUnit.A, "A")];
        Book.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        var (evse, hours, unit) = (Station.Evses.Any(each => each.Id == Evse) ? Evse!.Value : 0, Span is 6 or (7 * Day) ? Span.Value : Day, Unit == "A" ? RateUnit.A : RateUnit.W);
        // A station says something every second; what limits it changes with its transactions, its link and its profiles.
        var same = _drawn is { } drawn && (evse, hours, unit) == (_evse, _hours, _unit) && drawn.Id == Station.Id && drawn.Sessions == Station.Sessions && drawn.Link == Station.Link && drawn.Evses.Length == Station.Evses.Length;
        (_evse, _hours, _unit) = (evse, hours, unit);
        if (!same) Reckon();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<TValue> Listed<TValue>(IEnumerable<TValue> values) => [.. values];

    private bool May(string action) => CommandExecutor.May(Scope, action, Station) && Knows(action, Station.OcppVersion);

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    // At most once a second: a report of many profiles is one picture.
    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1 || second % RedrawSeconds == 0) _ = InvokeAsync(Redraw);
    }

    private void Redraw()
    {
        Reckon();
        StateHasChanged();
    }

    private void Reckon()
    {
        _drawn = Station;
        _spoken = Station.OcppVersion;
        _charging = Book.Find(Station.Id);
        _hasDer = _spoken is not null && Knows("SetDERControl", _spoken);
        _places = [new(0, Words.Place(0)), .. Station.Evses.Select(evse => KeyValuePair.Create(evse.Id, Words.Place(evse.Id)))];
        var now = Time.GetUtcNow();
        var stack = Book.StackOf(Station, _evse);
        var ours = Composite.Of(stack, now, TimeSpan.FromHours(_hours));
        _now = ours.Periods[0];
        _told = _charging.CompositeOf(_evse);
        _exceeds = _told is null ? null : ScheduleLine.Exceeds(ours, _told.Schedule, stack.Electrics);
        _rules = _places.Select(place => (Place: place.Key, Book.Now(Station, place.Key).Reason)).Where(each => each.Reason is not null)
            .GroupBy(each => (each.Reason!.EvseId, each.Reason.ProfileId)).ToDictionary(group => group.Key, group => Listed(group.Select(each => each.Place)));
        Draw(ours, stack.Electrics, now);
    }

    private void Draw(CompositeSchedule ours, Electrics electrics, DateTimeOffset now)
    {
        var (scale, unit, digits) = _unit == RateUnit.W ? (1000, "kW", 1) : (1, "A", 1);
        var to = now.AddHours(_hours);
        var series = new List<ChartSeries>();
        if (ours.Periods.Any(period => period.Limit is not null)) series.Add(Line(T["Ours"], "limit", ours.Steps(_unit)));
        if (_told is not null) series.Add(Line(T["Theirs"], "allocated", ScheduleLine.Steps(_told.Schedule, _unit, electrics, to)));
        if (_charging.Evse(_evse)?.Intended is { } intended) series.Add(Line(T["Intends"], "measured", ScheduleLine.Steps(intended, _unit, electrics, to)));
        _chart = series.Count == 0 ? null : new TimeChartSpec
        {
            From = now.ToUnixTimeMilliseconds(),
            To = to.ToUnixTimeMilliseconds(),
            Zone = Zone?.Id,
            Axes = [new ChartAxis(unit, Min: 0)],
            Zoom = false,
            Series = series,
        };

        ChartSeries Line(string name, string role, IEnumerable<(DateTimeOffset At, double? Value)> steps) =>
            ChartSeries.Line(name, role, Within(steps, now, to).Select(step => (step.At, step.Value / scale)), unit, digits) with { Step = true, Area = false };
    }

    /// <summary>Steps within the drawing; the one in force at its beginning begins there.</summary>
    private static IEnumerable<(DateTimeOffset At, double? Value)> Within(IEnumerable<(DateTimeOffset At, double? Value)> steps, DateTimeOffset from, DateTimeOffset to)
    {
        (DateTimeOffset At, double? Value)? before = null;
        foreach (var step in steps)
        {
            if (step.At > to)
            {
                if (before is { } last) yield return (to, last.Value);
                yield break;
            }
            if (step.At > from && before is { } held && held.At <= from) yield return (from, held.Value);
            if (step.At > from) yield return step;
            before = step;
        }
    }

    private JsonObject AskComposite() => new() { ["evseId"] = _evse, ["duration"] = _hours * 3600, ["chargingRateUnit"] = Book.AbilityOf(Station.Id).TakesW ? "W" : "A" };

    private static JsonObject AskProfiles() => new() { ["chargingProfile"] = new JsonObject() };

    private string? ProfilesNote() => _charging.Profiles.IsEmpty ? null : _charging.ReadAt is { } read ? T["ReadAt", Formats.Time(read, Time.GetUtcNow(), Zone)].Value : T[_spoken == "1.6" ? "Remembered16" : "Remembered"].Value;

    private Task SetAsync(HeldProfile? held) => Dialogs.FormAsync<ProfileForm>(
        held is null ? T["Form.Title", Station.Id.Value] : T["Form.Change", held.Profile.Id, Station.Id.Value],
        new Dictionary<string, object?> { [nameof(ProfileForm.Station)] = Station, [nameof(ProfileForm.Zone)] = Zone, [nameof(ProfileForm.Held)] = held, [nameof(ProfileForm.EvseId)] = _evse });

    private Task ClearAsync(HeldProfile? held) => Dialogs.FormAsync<ClearForm>(
        held is null ? T["Clear.Title", Station.Id.Value] : T["Clear.One", held.Profile.Id, Station.Id.Value],
        new Dictionary<string, object?> { [nameof(ClearForm.Station)] = Station, [nameof(ClearForm.Held)] = held }, "560px");

    private Task RenewAsync(HeldProfile held) => Dialogs.FormAsync<RenewForm>(
        T["Renew.Title", held.Profile.Id, Station.Id.Value],
        new Dictionary<string, object?> { [nameof(RenewForm.Station)] = Station, [nameof(RenewForm.Held)] = held }, "480px");
}
