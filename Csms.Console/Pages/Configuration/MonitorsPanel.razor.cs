using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Configuration;

/// <summary>The monitors of a 2.x station: listed, set and cleared; and what the station said because of them.</summary>
public sealed partial class MonitorsPanel
{
    private const int MostEvents = 200;
    private static readonly string[] _bases = ["All", "FactoryDefault", "HardWiredOnly"];

    private StationMonitors? _monitors;
    private IReadOnlyList<StationEvent> _events = [];
    private string _base = "All";
    private string? _told;
    private int _level = 8;
    private bool _loaded, _failed, _mayWrite, _busy, _disposed;
    private DateTimeOffset? _reportAt;
    private int _dirty;

    [Inject] private MonitorReader Reader { get; set; } = null!;
    [Inject] private MonitorBook Book { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as it is now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Variables that can be watched.</summary>
    [Parameter] public IReadOnlyList<HeldVariable> Held { get; set; } = [];

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Book.Changed -= OnTold;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = CommandExecutor.May(await UserScope.GetAsync(), CommandKind.SetVariables, Station);
        Book.Changed += OnTold;
        Ticker.Tick += OnTick;
        await LoadAsync();
    }

    private static string Id(StationMonitor monitor) => monitor.Id.ToString(CultureInfo.InvariantCulture);

    private static string Key(StationEvent told) => string.Create(CultureInfo.InvariantCulture, $"{told.ReceivedAt.UtcTicks} {told.Address} {told.At.UtcTicks} {told.Value}");

    private static string Tech(StationEvent told) => string.Join(" · ", new[] { told.TechCode, told.TechInfo }.Where(text => !string.IsNullOrEmpty(text)));

    private void OnTold(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    // Read when it has said something, at most once a second; and once more when it has fallen silent over a report, which ends that.
    private void OnTick(long second)
    {
        var silent = _reportAt is { } last && Time.GetUtcNow() - last >= StationReport.Silence;
        if (_disposed || (Interlocked.Exchange(ref _dirty, 0) == 0 && !silent)) return;
        _reportAt = silent ? null : Time.GetUtcNow();
        _ = InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        try
        {
            var monitors = Reader.Monitors(Station);
            if (_monitors is null || monitors is null || _monitors.AskedAt != monitors.AskedAt || !_monitors.All.SequenceEqual(monitors.All) || _monitors.IsComplete != monitors.IsComplete || !_monitors.Missing.SequenceEqual(monitors.Missing))
                _monitors = monitors;
            var events = await Reader.EventsAsync(Station, MostEvents, CancellationToken.None);
            if (!events.SequenceEqual(_events)) _events = events;
            (_failed, _loaded) = (false, true);
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private string Value(StationMonitor monitor) => monitor.Type is "Periodic" or "PeriodicClockAligned"
        ? $"{Formats.Number(monitor.Value)} s"
        : $"{monitor.Value.ToString("G", Formats.Culture)} {Held.FirstOrDefault(held => held.Address == monitor.Address)?.Characteristics.Unit}".TrimEnd();

    private string Asked(StationMonitors monitors) => monitors.AskedAt is { } at ? Formats.Time(at, Time.GetUtcNow(), Zone) : Formats.Unknown;

    private string Severity(StationEvent told) => told.Severity is { } severity ? T[$"Severity.{Math.Clamp(severity, 0, 9)}"] : "";

    private Task ReadAsync() => SendAsync("GetMonitoringReport", []);

    private async Task AddAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(MonitorForm.Held)] = Held, [nameof(MonitorForm.Version)] = Station.OcppVersion };
        if (await Ask.FormAsync<MonitorForm>(T["Monitors.AddTitle", Station.Id.Value], parameters, "560px") is JsonObject body && await SendAsync("SetVariableMonitoring", body)) await ReadAsync();
    }

    private async Task ClearAsync(StationMonitor monitor)
    {
        if (!await Ask.ConfirmAsync(T["Monitor.ClearTitle", monitor.Address], T["Monitor.ClearText"], T["Monitor.ClearVerb"], danger: true)) return;
        if (await SendAsync("ClearVariableMonitoring", new() { ["id"] = new JsonArray(monitor.Id) })) await ReadAsync();
    }

    /// <summary>Gives a command and waits for the station's word; true: it agreed.</summary>
    private async Task<bool> SendAsync(string action, JsonObject body)
    {
        if (_busy) return false;
        (_busy, _told) = (true, null);
        try
        {
            if (await Executor.AskAsync(Station.Id, action, body) is not { } answered)
            {
                _told = L["Denied.Title"];
                return false;
            }

            if (answered.Status is not ("Accepted" or "EmptyResultSet")) _told = $"{action}: {Words.Result(answered)}";
            return _told is null;
        }
        finally
        {
            _busy = false;
            await LoadAsync();
        }
    }
}
