using Csms.Engine.Events;

namespace Csms.Engine.Metering;

/// <summary>Makes the series of a session from its stored readings. Pure.</summary>
public sealed class MeterSeriesBuilder
{
    private readonly List<MeterPoint> _power = [], _register = [], _soc = [], _offered = [];
    private int _readings;

    /// <summary>Takes one stored reading, in the order of time.</summary>
    /// <param name="at">UTC.</param>
    /// <param name="kinds">What was measured (<see cref="MeterKind"/>).</param>
    /// <param name="values">The values beside it, in base units.</param>
    public void Add(DateTimeOffset at, ReadOnlySpan<short> kinds, ReadOnlySpan<double> values)
    {
        _readings++;
        double? total = null, phases = null, register = null, soc = null, offered = null;
        for (var index = 0; index < Math.Min(kinds.Length, values.Length); index++)
        {
            var kind = new MeterKind(kinds[index]);
            switch (kind.Measurand)
            {
                case Measurand.PowerActiveImport when kind.Location is not (MeterLocation.Inlet or MeterLocation.Upstream):
                    if (kind.Phase == Phase.None)
                    {
                        total ??= values[index];
                    }
                    else if (kind.Phase is Phase.L1 or Phase.L2 or Phase.L3 or Phase.L1N or Phase.L2N or Phase.L3N)
                    {
                        phases = (phases ?? 0) + values[index];
                    }

                    break;
                case Measurand.EnergyActiveImportRegister when kind.Phase == Phase.None && kind.Location is not (MeterLocation.Inlet or MeterLocation.Upstream):
                    register ??= values[index];
                    break;
                case Measurand.SoC:
                    soc ??= values[index];
                    break;
                case Measurand.PowerOffered or Measurand.PowerImportOffered:
                    offered ??= values[index];
                    break;
                default:
                    break;
            }
        }

        Append(_power, at, total ?? phases);
        Append(_register, at, register);
        Append(_soc, at, soc);
        Append(_offered, at, offered);
    }

    /// <summary>The series with at most two points a bucket.</summary>
    public MeterSeries Build(int buckets)
    {
        var measured = _power.Count > 0;
        var power = measured ? _power : Risen();
        return new MeterSeries
        {
            Power = MeterBuckets.Thin(power, buckets),
            PowerFromRegister = !measured && power.Count > 0,
            Register = MeterBuckets.Thin(_register, buckets),
            Soc = MeterBuckets.Thin(_soc, buckets),
            Offered = MeterBuckets.Thin(_offered, buckets),
            PeakW = power.Count == 0 ? null : power.Max(point => point.Value),
            SampledWh = measured && _power.Count > 1 ? Integrated() : null,
            Readings = _readings,
        };
    }

    private static void Append(List<MeterPoint> points, DateTimeOffset at, double? value)
    {
        if (value is null)
        {
            return;
        }

        if (points.Count > 0 && points[^1].At == at)
        {
            points[^1] = new MeterPoint(at, value);
            return;
        }

        points.Add(new MeterPoint(at, value));
    }

    // Trapezoids: what the samples say about the energy between them.
    private double Integrated()
    {
        var sum = 0.0;
        for (var index = 1; index < _power.Count; index++)
        {
            sum += (_power[index].Value!.Value + _power[index - 1].Value!.Value) / 2 * (_power[index].At - _power[index - 1].At).TotalHours;
        }

        return sum;
    }

    private List<MeterPoint> Risen()
    {
        var power = new List<MeterPoint>();
        for (var index = 1; index < _register.Count; index++)
        {
            var hours = (_register[index].At - _register[index - 1].At).TotalHours;
            var risen = _register[index].Value - _register[index - 1].Value;
            if (hours > 0 && risen >= 0)
            {
                power.Add(new MeterPoint(_register[index].At, risen / hours));
            }
        }

        return power;
    }
}
