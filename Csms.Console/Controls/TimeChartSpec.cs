namespace Csms.Console.Controls;

/// <summary>What a <see cref="TimeChart"/> shows; sent to charts.js as JSON, times as Unix milliseconds.</summary>
public sealed record TimeChartSpec
{
    /// <summary>Left edge, Unix ms.</summary>
    public required long From { get; init; }
    /// <summary>Right edge, Unix ms.</summary>
    public required long To { get; init; }
    /// <summary>What is drawn, lanes of states first.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }
    /// <summary>Value axes; none: one at the left.</summary>
    public IReadOnlyList<ChartAxis> Axes { get; init; } = [];
    /// <summary>IANA zone of the axis; null: the person's.</summary>
    public string? Zone { get; init; }
    /// <summary>Charts of the same group share pointer and zoom.</summary>
    public string? Group { get; init; }
    /// <summary>Ctrl + wheel zooms.</summary>
    public bool Zoom { get; init; } = true;
    /// <summary>The span that is looked at stands in the address, "zoom=from-to" in Unix ms; one chart a page.</summary>
    public bool ZoomInAddress { get; init; }
    /// <summary>A slider below.</summary>
    public bool Slider { get; init; }
    /// <summary>The red line of now, Unix ms.</summary>
    public long? Now { get; init; }
    /// <summary>Vertical marks with a word.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];
    /// <summary>Hatched or shaded spans: "offline", else shaded.</summary>
    public IReadOnlyList<ChartSpan> Spans { get; init; } = [];
    /// <summary>Sentences shown in the tooltip within a span.</summary>
    public IReadOnlyList<ChartReason> Reasons { get; init; } = [];
    /// <summary>Locale of digits; set by the control.</summary>
    public string? Locale { get; init; }
}
