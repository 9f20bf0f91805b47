using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Simulator.Demo;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Simulator;

/// <summary>The demo network by hand: plug in, tap, unplug, break and mend virtual stations that are connected to this very host.</summary>
public sealed partial class SimulatorPage
{
    private static readonly TimeSpan _redrawInterval = TimeSpan.FromMilliseconds(500);
    private static readonly int[] _levels = [5, 30, 60, 85, 98];

    private readonly HashSet<string> _busy = [];
    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<SimulatorRow> _rows = [];
    private IReadOnlyList<KeyValuePair<bool, string>> _lively = [];
    private IDisposable? _redraw;
    private string _vehicle = "sedan", _token = DemoNetwork.Tokens[0].Value;
    private string? _told;
    private int _soc = 30, _count;
    private bool _disposed;

    [Inject] private SimulatorBench Bench { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        _redraw?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _lively = [new(true, T["Drivers.On"]), new(false, T["Drivers.Off"])];
        _redraw = Ticker.Every(_redrawInterval, () => { if (!_disposed) _ = InvokeAsync(() => { if (Read()) StateHasChanged(); }); });
        Read();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Read();

    private bool Read()
    {
        List<SimulatorRow> rows =
        [
            .. Bench.Rows(_scope, string.IsNullOrWhiteSpace(Q) ? null : Q.Trim()).Select(row => row with { IsBusy = _busy.Contains(row.Key) }),
        ];
        if (rows.SequenceEqual(_rows)) return false;
        (_rows, _count) = (rows, string.IsNullOrWhiteSpace(Q) ? rows.Count : Bench.Rows(_scope, null).Count);
        return true;
    }

    private async Task DoAsync(SimulatorRow row, SimulatorAction action)
    {
        if (!_busy.Add(row.Key)) return;
        Read();
        try
        {
            var result = await Bench.DoAsync(action, row.StationId, row.EvseId, _vehicle, _soc, _token);
            _told = T[$"Told.{result}", row.StationId, row.EvseId];
        }
        finally
        {
            _busy.Remove(row.Key);
            Read();
        }
    }
}
