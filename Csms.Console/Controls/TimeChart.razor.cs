using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Csms.Console.Controls;

/// <summary>Lines, bars and state lanes over one time axis, by charts.js; with its legend and its table twin.</summary>
public sealed partial class TimeChart
{
    private const int TableRowLimit = 500;

    private readonly HashSet<string> _hidden = [];
    private ElementReference _element;
    private IJSObjectReference? _module, _chart;
    private TimeChartSpec? _sent;
    private bool _table, _disposed;

    /// <summary>What is drawn; a new record when anything changed, redrawn at most five times a second.</summary>
    [Parameter, EditorRequired] public TimeChartSpec Spec { get; set; } = null!;

    /// <summary>Its sentence for screen readers: "Network power, MW, last 24 h".</summary>
    [Parameter, EditorRequired] public string Label { get; set; } = "";

    /// <summary>CSS pixels.</summary>
    [Parameter] public int Height { get; set; } = 236;

    /// <summary>More beside the legend.</summary>
    [Parameter] public RenderFragment? Tools { get; set; }

    private IEnumerable<ChartSeries> Values => Spec.Series.Where(series => series.Kind is not ("lane" or "pins"));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        try
        {
            if (_chart is not null)
            {
                await _chart.InvokeVoidAsync("dispose");
                await _chart.DisposeAsync();
            }
            if (_module is not null) await _module.DisposeAsync();
        }
        catch (Exception exception) when (PageGone.Is(exception))
        {
            // The browser is gone, and the chart with it.
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _sent = Spec;
            var module = await Script.InvokeAsync<IJSObjectReference>("import", "./dist/charts.js");
            if (_disposed)
            {
                await module.DisposeAsync(); // left while it was loaded: its element is gone
                return;
            }
            _module = module;
            var chart = await module.InvokeAsync<IJSObjectReference>("timeAxisChart", _element, Complete(Spec));
            if (_disposed)
            {
                await chart.InvokeVoidAsync("dispose");
                await chart.DisposeAsync();
                return;
            }
            _chart = chart;
        }
        if (_chart is not null && !ReferenceEquals(_sent, Spec))
        {
            _sent = Spec;
            await _chart.InvokeVoidAsync("update", Complete(Spec));
        }
    }

    private TimeChartSpec Complete(TimeChartSpec spec) => spec with { Zone = spec.Zone ?? Formats.Zone.Id, Locale = Formats.Culture.Name };

    private async Task ToggleAsync(string name)
    {
        if (!_hidden.Remove(name)) _hidden.Add(name);
        if (_chart is not null) await _chart.InvokeVoidAsync("toggle", name);
    }

    // Moments of all series together, thinned out evenly: a table of a day reads in minutes, not in samples.
    private IEnumerable<(DateTimeOffset At, string[] Cells)> TableRows()
    {
        var columns = Values.Select(series => (series, points: series.Data.OfType<object?[]>().Where(p => p[0] is long).ToDictionary(p => (long)p[0]!, p => p[1] as double?))).ToList();
        var moments = columns.SelectMany(column => column.points.Keys).Distinct().Order().ToList();
        var step = Math.Max(1, moments.Count / TableRowLimit);
        for (var i = 0; i < moments.Count; i += step)
            yield return (DateTimeOffset.FromUnixTimeMilliseconds(moments[i]),
                [.. columns.Select(column => Formats.Number(column.points.GetValueOrDefault(moments[i]), column.series.Digits))]);
    }
}
