using System.Globalization;
using Csms.Engine.Streams;

namespace Csms.Console.Pages.Streams;

/// <summary>A stream as the page lists it.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Variable">What it carries; null: not known.</param>
/// <param name="Unit">Of its values; null: not known.</param>
/// <param name="Value">Its last value.</param>
/// <param name="At">When that was taken.</param>
/// <param name="Pending">Values that the station holds back; null: nothing came since the host started.</param>
/// <param name="Dropped">Values that were not kept.</param>
internal sealed record StreamLine(EventStream Stream, string? Variable, string? Unit, string? Value, DateTimeOffset? At, int? Pending, long Dropped)
{
    /// <summary>Of the row.</summary>
    public string Key { get; } = Stream.Number.ToString(CultureInfo.InvariantCulture);
}
