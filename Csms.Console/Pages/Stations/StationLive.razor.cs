using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Metering;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Stations;

/// <summary>What a station does now: power of the last hours, facts, commands and their ends, when it came and went.</summary>
public sealed partial class StationLive
{
    private const int Shown = 12, Links = 40;
    private static readonly TimeSpan Back = TimeSpan.FromHours(4);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LeastShown = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(20);
    private static readonly string[] _roles = ["measured", "pv", "price", "load"];

    private IReadOnlyList<StationCommand> _commands = [];
    private IReadOnlyList<LinkPeriod> _links = [];
    private TimeChartSpec? _chart;
    private DateTimeOffset? _since; // where the chart begins when there is less than its four hours
    private bool _read;

    [Inject] private PowerReader Power { get; set; } = null!;
    [Inject] private CommandStore Commands { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private EngineWords Said { get; set; } = null!;
    [Inject] private StateHistory History { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as of now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Its site.</summary>
    [Parameter] public Site? Site { get; set; }

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var now = Time.GetUtcNow();
        Draw(await Power.ReadAsync(Station.Id, now - Back, now, Step, cancellation), now);
        _links = await History.LinksAsync(Station, now - StateHistory.Length, now, Links, cancellation);
        var stored = await Commands.OfStationAsync(Station.Id, Shown, cancellation);
        var open = Executor.OpenOf(Station.Id).ToDictionary(command => command.Id);
        _commands = [.. open.Values.Concat(stored.Where(command => !open.ContainsKey(command.Id))).OrderByDescending(command => command.QueuedAt).Take(Shown)];
        _read = true;
    }

    private void Draw(IReadOnlyDictionary<int, List<(DateTimeOffset At, double? PowerW)>> evses, DateTimeOffset now)
    {
        if (evses.Count == 0)
        {
            _chart = null;
            return;
        }
        // Of a station that has charged for minutes only, the minutes are shown and not four empty hours.
        var first = evses.Values.Min(points => points[0].At);
        var from = first > now - Back + Settled ? Earlier(first, now - LeastShown) : now - Back;
        _since = from > now - Back ? from : null;
        _chart = new TimeChartSpec
        {
            From = from.ToUnixTimeMilliseconds(),
            To = now.ToUnixTimeMilliseconds(),
            Zone = Zone?.Id,
            Axes = [new ChartAxis("kW", Min: 0)],
            Zoom = false,
            Series = [.. evses.Take(_roles.Length).Select((evse, place) => ChartSeries.Line($"EVSE {evse.Key}", _roles[place], evse.Value.Select(point => (point.At, point.PowerW / 1000)), "kW"))],
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
