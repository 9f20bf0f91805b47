using System.Diagnostics;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Overview;

/// <summary>The network at a glance: sums from memory every second, figures of the day from the store every five.</summary>
public sealed partial class OverviewPage
{
    private const int ReadSeconds = 5;

    private readonly CancellationTokenSource _gone = new();
    private AccessScope? _scope;
    private IDisposable? _subscription;
    private NetworkTotals _totals = NetworkTotals.Empty;
    private IReadOnlyList<SiteLine> _sites = [];
    private DayView? _day;
    private string? _fault;
    private bool _pointer, _reading;
    private int _dirty, _notTaken;
    private (int Stations, bool Host) _ending;

    [Inject] private OverviewReader Reader { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private ILogger<OverviewPage> Logger { get; set; } = null!;

    private Figure Power => Formats.Power(_totals.PowerW);
    private Figure Energy => Formats.EnergySum((long?)_day?.Figures.EnergyWh);

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        Look();
        _subscription = Reader.Subscribe(_scope, () => Volatile.Write(ref _dirty, 1));
        Ticker.Tick += OnTick;
    }

    // The store is asked after the first paint, never before it.
    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1)
        {
            _ = InvokeAsync(() =>
            {
                Look();
                StateHasChanged();
            });
        }
        if (second % ReadSeconds == 0) _ = InvokeAsync(ReadAsync);
    }

    private void Look()
    {
        _totals = Reader.Totals(_scope!);
        _notTaken = Reader.NotTaken(_scope!);
        _ending = Reader.Ending(_scope!);
        var lines = Reader.Sites(_scope!, _day?.SitePower ?? new Dictionary<string, double[]>());
        // Under the pointer the order stays.
        _sites = _pointer && lines.Count == _sites.Count ? [.. _sites.Select(shown => lines.First(line => line.Site.Id == shown.Site.Id))] : lines;
    }

    private async Task ReadAsync()
    {
        if (_reading || _scope is null || _gone.IsCancellationRequested) return;
        _reading = true;
        try
        {
            _day = await Reader.ReadAsync(_scope, Formats.Zone, _day, _gone.Token);
            _fault = null;
            Look();
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException exception)
        {
            _fault = (Activity.Current?.TraceId.ToString() ?? Guid.NewGuid().ToString("N"))[..8];
            LogFailed(Logger, exception, _fault);
            StateHasChanged();
        }
        finally
        {
            _reading = false;
        }
    }

    private string? Change(double? now, double? before) => before is > 0 && now is { } value ? Formats.Change((value / before - 1) * 100, 1, "%") : null;

    private static TagTone ToneOf(double? now, double? before) => before is > 0 && now is { } value ? value >= before ? TagTone.Ok : TagTone.Warn : TagTone.Neutral;

    [LoggerMessage(6201, LogLevel.Warning, "The figures of the day could not be read ({Code})")]
    private static partial void LogFailed(ILogger logger, Exception exception, string code);
}
