using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Csms.Console.Api.Metrics;

/// <summary>Meters as Prometheus text, exposition format 0.0.4. Written when asked for; one scrape at a time.</summary>
internal sealed class PrometheusText : BaseExporter<Metric>
{
    /// <summary>Media type of the answer.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private const int CollectMilliseconds = 5000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private StringBuilder _text = new();

    /// <summary>All meters as of now.</summary>
    public string Scrape(BaseExportingMetricReader reader)
    {
        lock (_gate)
        {
            _text = new StringBuilder(16 * 1024);
            _named.Clear();
            reader.Collect(CollectMilliseconds);
            return _text.ToString();
        }
    }

    /// <inheritdoc />
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch) Write(metric);
        return ExportResult.Success;
    }

    /// <summary>Letters, digits and "_" only; the unit and, for counts, "total" at the end, as Prometheus asks.</summary>
    internal static string NameOf(string name, string? unit, bool isCounter)
    {
        var clean = new StringBuilder(name.Length + 16);
        foreach (var c in name) clean.Append(char.IsAsciiLetterOrDigit(c) || c == '_' ? c : '_');
        var suffix = unit switch { "s" => "_seconds", "By" => "_bytes", "%" => "_percent", _ => "" };
        if (!clean.ToString().EndsWith(suffix, StringComparison.Ordinal)) clean.Append(suffix);
        if (isCounter && !clean.ToString().EndsWith("_total", StringComparison.Ordinal)) clean.Append("_total");
        if (char.IsAsciiDigit(clean[0])) clean.Insert(0, '_');
        return clean.ToString();
    }

    internal static string Escaped(string label) => label.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    internal static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private void Write(Metric metric)
    {
        var isCounter = metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
        var isHistogram = metric.MetricType == MetricType.Histogram;
        if (metric.MetricType == MetricType.ExponentialHistogram) return; // none is configured, and the text format has no word for it
        var name = NameOf(metric.Name, metric.Unit, isCounter);
        if (!_named.Add(name)) return; // a name may stand once; two meters with one name are a fault of who made them
        _text.Append("# HELP ").Append(name).Append(' ').Append(metric.Description?.Replace(@"\", @"\\", StringComparison.Ordinal).ReplaceLineEndings(" ")).Append('\n')
            .Append("# TYPE ").Append(name).Append(isCounter ? " counter\n" : isHistogram ? " histogram\n" : " gauge\n");
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = LabelsOf(point);
            if (isHistogram) WriteHistogram(name, labels, point);
            else Line(name, labels, ValueOf(metric.MetricType, point));
        }
    }

    private void WriteHistogram(string name, string labels, in MetricPoint point)
    {
        long below = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            var bound = $"le=\"{Number(bucket.ExplicitBound)}\"";
            Line(name + "_bucket", labels.Length == 0 ? bound : labels + "," + bound, below.ToString(CultureInfo.InvariantCulture));
        }

        Line(name + "_sum", labels, Number(point.GetHistogramSum()));
        Line(name + "_count", labels, point.GetHistogramCount().ToString(CultureInfo.InvariantCulture));
    }

    private void Line(string name, string labels, string value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(value).Append('\n');
    }

    private static string ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong().ToString(CultureInfo.InvariantCulture),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Number(point.GetSumDouble()),
        MetricType.LongGauge => point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture),
        _ => Number(point.GetGaugeLastValueDouble()),
    };

    private static string LabelsOf(in MetricPoint point)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in point.Tags)
        {
            if (labels.Length > 0) labels.Append(',');
            labels.Append(NameOf(key, null, false)).Append("=\"").Append(Escaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return labels.ToString();
    }
}
