using System.Collections.Frozen;
using Csms.Engine.Events;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>Brings measured values to the base unit of their measurand. Decimal until the last step, so that 1.1 kWh is 1100 Wh.</summary>
internal static class MeterUnits
{
    // Beyond this no meter measures, and decimal arithmetic could overflow.
    private const decimal Largest = 1e20m;
    private const int LargestExponent = 20;

    private static readonly FrozenDictionary<string, (string Base, Func<decimal, decimal> Convert)> Units =
        new Dictionary<string, (string, Func<decimal, decimal>)>(StringComparer.OrdinalIgnoreCase)
        {
            ["Wh"] = ("Wh", static v => v),
            ["kWh"] = ("Wh", static v => v * 1000),
            ["varh"] = ("varh", static v => v),
            ["kvarh"] = ("varh", static v => v * 1000),
            ["VAh"] = ("VAh", static v => v),
            ["kVAh"] = ("VAh", static v => v * 1000),
            ["W"] = ("W", static v => v),
            ["kW"] = ("W", static v => v * 1000),
            ["var"] = ("var", static v => v),
            ["kvar"] = ("var", static v => v * 1000),
            ["A"] = ("A", static v => v),
            ["V"] = ("V", static v => v),
            ["Hz"] = ("Hz", static v => v),
            ["mHz"] = ("Hz", static v => v / 1000),
            ["Percent"] = ("%", static v => v),
            ["%"] = ("%", static v => v),
            ["RPM"] = ("RPM", static v => v),
            ["s"] = ("s", static v => v),
            ["Celsius"] = ("Celsius", static v => v),
            ["Celcius"] = ("Celsius", static v => v), // the schemas of 1.6 list the misspelling as well
            ["K"] = ("Celsius", static v => v - 273.15m),
            ["Fahrenheit"] = ("Celsius", static v => (v - 32) * 5 / 9),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly decimal[] Powers = [.. Enumerable.Range(0, LargestExponent + 1).Select(n => Enumerable.Repeat(10m, n).Aggregate(1m, static (product, ten) => product * ten))];

    /// <summary>The value in the measurand's base unit; false when the unit does not measure it or the value is out of any range.</summary>
    /// <param name="measurand">What was measured.</param>
    /// <param name="unit">As written; null takes the base unit, since the standard's default (Wh) only fits energy.</param>
    /// <param name="value">As written.</param>
    /// <param name="multiplier">Power of ten (2.x UnitOfMeasureType).</param>
    /// <param name="normalised">In the base unit.</param>
    public static bool TryNormalise(Measurand measurand, string? unit, decimal value, int multiplier, out double normalised)
    {
        normalised = 0;
        if (multiplier is < -LargestExponent or > LargestExponent || Math.Abs(value) > Largest / (multiplier > 0 ? Powers[multiplier] : 1))
        {
            return false;
        }

        if (multiplier != 0)
        {
            value = multiplier > 0 ? value * Powers[multiplier] : value / Powers[-multiplier];
        }

        if (unit is null)
        {
            normalised = (double)value;
            return true;
        }

        if (!Units.TryGetValue(unit, out var known))
        {
            return false;
        }

        if (known.Base != measurand.Unit())
        {
            // The power factor has no unit; some give it in percent.
            normalised = (double)value / 100;
            return measurand == Measurand.PowerFactor && known.Base == "%";
        }

        normalised = (double)known.Convert(value);
        return true;
    }
}
