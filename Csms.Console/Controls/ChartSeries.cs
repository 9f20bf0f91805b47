namespace Csms.Console.Controls;

/// <summary>One line, bars, or a lane of states. The role gives colour and dash: measured, allocated, limit, pv, load, soc, energy, price, ghost.</summary>
public sealed record ChartSeries
{
    /// <summary>Name in legend, tooltip and table.</summary>
    public required string Name { get; init; }
    /// <summary>Meaning, see above.</summary>
    public string Role { get; init; } = "measured";
    /// <summary>"line", "bar", "lane" or "pins".</summary>
    public string Kind { get; init; } = "line";
    /// <summary>Points [Unix ms, value] in order, null value is a gap; for a lane <see cref="ChartLaneItem"/>s, for pins <see cref="ChartPin"/>s.</summary>
    public required IReadOnlyList<object> Data { get; init; }
    /// <summary>Index of its axis.</summary>
    public int Axis { get; init; }
    /// <summary>Unit in the tooltip.</summary>
    public string? Unit { get; init; }
    /// <summary>Decimals in the tooltip.</summary>
    public int Digits { get; init; } = 1;
    /// <summary>Word at the left of a row of pins.</summary>
    public string? Label { get; init; }
    /// <summary>Filled below; null: as the role has it.</summary>
    public bool? Area { get; init; }
    /// <summary>Steps; limits always.</summary>
    public bool? Step { get; init; }
    /// <summary>Dots on the points: for registers read seldom.</summary>
    public bool Symbols { get; init; }

    /// <summary>A line from moments and values.</summary>
    public static ChartSeries Line(string name, string role, IEnumerable<(DateTimeOffset At, double? Value)> points, string? unit = null, int digits = 1, int axis = 0) =>
        new() { Name = name, Role = role, Unit = unit, Digits = digits, Axis = axis, Data = [.. points.Select(point => (object)new object?[] { point.At.ToUnixTimeMilliseconds(), point.Value })] };

    /// <summary>A lane of states; the label is the state's word.</summary>
    public static ChartSeries Lane(string name, IEnumerable<DaySegment> segments, Func<EvState, string> word) =>
        new() { Name = name, Kind = "lane", Data = [.. segments.Select(s => (object)new ChartLaneItem(s.From.ToUnixTimeMilliseconds(), s.To.ToUnixTimeMilliseconds(), s.State.Slug(), word(s.State)))] };
}
