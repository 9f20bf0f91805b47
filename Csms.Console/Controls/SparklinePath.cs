using System.Globalization;
using System.Text;

namespace Csms.Console.Controls;

/// <summary>Pure: values to an SVG path that fills the box, with two pixels of air. Not a number is unknown: one alone is bridged, more are a gap.</summary>
internal readonly record struct SparklinePath(string Path, string EndX, string EndY)
{
    public static SparklinePath Of(IReadOnlyList<double> values, int width, int height)
    {
        var known = values.Where(double.IsFinite).ToList();
        if (known.Count == 0) return new("", "0", "0");
        const double air = 2;
        double low = known.Min(), high = known.Max(), span = high - low;
        var path = new StringBuilder(values.Count * 12);
        double x = 0, y = 0;
        var last = int.MinValue / 2;
        for (var i = 0; i < values.Count; i++)
        {
            if (!double.IsFinite(values[i])) continue;
            x = air / 2 + (values.Count == 1 ? 0 : i * (width - 2 * air) / (values.Count - 1));
            y = span == 0 ? height / 2.0 : height - air - (values[i] - low) / span * (height - 2 * air);
            path.Append(CultureInfo.InvariantCulture, $"{(i - last > 2 ? 'M' : 'L')}{x:0.#} {y:0.#}");
            last = i;
        }
        return new(path.ToString(), x.ToString("0.#", CultureInfo.InvariantCulture), y.ToString("0.#", CultureInfo.InvariantCulture));
    }
}
