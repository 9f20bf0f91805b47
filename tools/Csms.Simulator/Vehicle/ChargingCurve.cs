namespace Csms.Simulator.Vehicle;

/// <summary>DC charging power over state of charge, straight lines between corners.</summary>
public sealed class ChargingCurve
{
    private readonly CurvePoint[] _points;

    /// <param name="points">Corners with rising state of charge; at least one.</param>
    public ChargingCurve(params CurvePoint[] points)
    {
        ArgumentOutOfRangeException.ThrowIfZero(points.Length);
        for (var i = 1; i < points.Length; i++)
        {
            if (points[i].Soc <= points[i - 1].Soc)
            {
                throw new ArgumentException("The corners of a curve need a rising state of charge.", nameof(points));
            }
        }
        _points = [.. points];
    }

    /// <summary>Highest power in kW at a state of charge in percent; outside the corners the nearest corner counts.</summary>
    public double PowerKwAt(double soc)
    {
        if (soc <= _points[0].Soc) return _points[0].PowerKw;
        for (var i = 1; i < _points.Length; i++)
        {
            if (soc > _points[i].Soc) continue;
            var (from, to) = (_points[i - 1], _points[i]);
            return from.PowerKw + (to.PowerKw - from.PowerKw) * (soc - from.Soc) / (to.Soc - from.Soc);
        }
        return _points[^1].PowerKw;
    }
}
