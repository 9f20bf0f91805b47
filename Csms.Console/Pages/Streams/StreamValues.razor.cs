using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Engine.Stations;
using Csms.Engine.Streams;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Streams;

/// <summary>The values of one stream: drawn where they are numbers, the latest listed, all of the span as a file.</summary>
public sealed partial class StreamValues
{
    private const int Steps = 600; // of a chart
    private const int Listed = 50;

    private static readonly TimeSpan _leastStep = TimeSpan.FromSeconds(1);

    private IReadOnlyList<KeptValue>? _values;
    private TimeChartSpec? _chart;
    private KeyValuePair<int, string>[] _spans = [];
    private static readonly TimeSpan DayCurveAge = TimeSpan.FromMinutes(1); // a day's values are many: its curve is reckoned once a minute
    private (long Stream, int Hours) _curveOf;
    private DateTimeOffset _curveAt;
    private int _hours = 1;

    [Inject] private StreamValueReader Reader { get; set; } = null!;
    [Inject] private FileHandOver Files { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Of which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Which.</summary>
    [Parameter, EditorRequired] public EventStream Stream { get; set; } = null!;

    /// <summary>What it carries.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>Of its values; null: not known.</summary>
    [Parameter] public string? Unit { get; set; }

    /// <summary>Address without it.</summary>
    [Parameter, EditorRequired] public string Close { get; set; } = "";

    /// <summary>Zone of the site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        _spans = [new(1, T["Span.1"]), new(24, T["Span.24"])];
    }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var to = Time.GetUtcNow();
        var from = to.AddHours(-_hours);
        _values = await Reader.ValuesAsync(Station.Key, Stream.Number, from, null, null, Listed, cancellation);
        if (_hours > 1 && _chart is not null && _curveOf == (Stream.Number, _hours) && to - _curveAt < DayCurveAge) return;
        (_curveOf, _curveAt) = ((Stream.Number, _hours), to);
        var step = (to - from) / Steps;
        var points = await Reader.CurveAsync(Station.Key, Stream.Number, from, to.AddMinutes(1), step < _leastStep ? _leastStep : step, cancellation);
        _chart = points.Count == 0 ? null : new TimeChartSpec
        {
            From = from.ToUnixTimeMilliseconds(),
            To = to.ToUnixTimeMilliseconds(),
            Series = [ChartSeries.Line(Name, "measured", WithGaps(points, step), Unit, 2) with { Symbols = points.Count < 2 }],
            Axes = [new ChartAxis(Unit)],
            Zone = Zone?.Id,
        };
    }

    // Where nothing came for long the line breaks: what the value was nobody knows.
    private IEnumerable<(DateTimeOffset At, double? Value)> WithGaps(IReadOnlyList<(DateTimeOffset At, double Mean)> points, TimeSpan step)
    {
        var longest = TimeSpan.FromSeconds(Math.Max(60, (Stream.IntervalSeconds ?? 0) * 3)) + (step * 2);
        for (var index = 0; index < points.Count; index++)
        {
            if (index > 0 && points[index].At - points[index - 1].At > longest) yield return (points[index - 1].At + step, null);
            yield return (points[index].At, points[index].Mean);
        }
    }

    private Task SpanAsync(int hours)
    {
        _hours = hours;
        return ReadAsync();
    }

    private async Task ExportAsync()
    {
        IReadOnlyList<KeptValue> values;
        try
        {
            values = await Reader.ValuesAsync(Station.Key, Stream.Number, Time.GetUtcNow().AddHours(-_hours), null, null, FileHandOver.MostRows, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            IsFaulty = true;
            return;
        }

        await Files.GiveAsync($"stream-{Station.Id.Value}-{Stream.Number}", Columns(Zone ?? Formats.Zone), values);
    }

    private List<CsvColumn<KeptValue>> Columns(TimeZoneInfo zone) =>
    [
        new("station", _ => Station.Id.Value),
        new("stream", _ => Stream.Id),
        new("monitor", _ => Stream.MonitorId),
        new("variable", _ => Name),
        new("at", value => CsvCell.Of(value.At, zone)),
        new("received_at", value => CsvCell.Of(value.ReceivedAt, zone)),
        new("value", value => value.Value),
        new("unit", _ => Unit),
        new("number", value => CsvCell.Of(value.Number, 6)),
    ];
}
