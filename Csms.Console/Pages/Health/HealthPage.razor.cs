using System.Reflection;
using Csms.Console.Controls;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Health;

/// <summary>How the program itself does: what is out of order first, with what to do about it.</summary>
public sealed partial class HealthPage
{
    private static readonly string _version =
        typeof(HealthPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [var number, var commit] ? $"{number} ({commit[..Math.Min(commit.Length, 8)]})" : typeof(HealthPage).Assembly.GetName().Version?.ToString() ?? Formats.Unknown;

    private readonly CancellationTokenSource _gone = new();
    private HealthSnapshot? _look;
    private IReadOnlyList<HealthFinding> _findings = [];
    private IReadOnlyList<(string Version, int Count)> _connections = [];
    private TableHealth? _slowest;
    private int _stations;

    [Inject] private HealthReader Reader { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await LookAsync();
        if (!_gone.IsCancellationRequested) Ticker.Tick += OnTick;
    }

    private void OnTick(long second)
    {
        if (second % (long)HealthReader.Freshness.TotalSeconds != 0) return;
        _ = InvokeAsync(async () =>
        {
            if (_gone.IsCancellationRequested) return;
            await LookAsync();
            StateHasChanged();
        });
    }

    private async Task LookAsync()
    {
        try
        {
            _look = await Reader.ReadAsync(_gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page was left meanwhile
        }
        _findings = HealthRules.Of(_look);
        var stations = Board.Stations(LiveScope.All);
        _stations = stations.Count;
        _connections = [.. stations.Where(station => station.Link == LinkState.Online).GroupBy(station => station.OcppVersion ?? Formats.Unknown).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Count()))];
        _slowest = _look.Database?.Tables.Where(table => table.RowsScanned > 0).MaxBy(table => table.RowsScanned);
    }

    private object[] Words(HealthFinding finding) => [.. finding.Figures.Select(figure => figure switch
    {
        TimeSpan time => Milliseconds(time),
        double share => Formats.Percent(share, 0),
        int count => Formats.Number(count),
        long number when finding.Kind == HealthKind.DiskLow => Gigabytes(number),
        long number => Formats.Number(number),
        string name when finding.Kind is HealthKind.RowsDropped or HealthKind.QueueFull => T[$"Queue.{name}"].Value,
        _ => figure,
    })];

    private static string? LinkOf(HealthKind kind) => kind is HealthKind.NoticesFailed or HealthKind.NoticesLate ? "/incidents/rules" : null;

    private string Milliseconds(TimeSpan? time) => time is { } span ? span < TimeSpan.FromSeconds(10) ? $"{Formats.Number(span.TotalMilliseconds, span < TimeSpan.FromMilliseconds(10) ? 1 : 0)} ms" : Formats.Duration(span) : Formats.Unknown;

    private string Gigabytes(long bytes) => bytes < 1_000_000_000 ? Formats.Bytes(bytes) : $"{Formats.Number(bytes / 1e9, 1)} GB";
}
