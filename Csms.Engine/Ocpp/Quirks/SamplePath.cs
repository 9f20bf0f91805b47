using System.Globalization;
using System.Text.RegularExpressions;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>Place of a sampled value in a payload: <c>meterValue[0].sampledValue[2].unit</c>.</summary>
/// <param name="Array">meterValue, or transactionData in the StopTransaction of 1.6.</param>
/// <param name="Reading">Index in that array.</param>
/// <param name="Sample">Index in sampledValue.</param>
/// <param name="Member">Member of the sample; empty for the sample itself.</param>
internal sealed partial record SamplePath(string Array, int Reading, int Sample, string Member)
{
    public static readonly string[] Arrays = ["meterValue", "transactionData"];

    public static SamplePath? TryParse(string path) =>
        Pattern().Match(path) is { Success: true } match
        && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var reading)
        && int.TryParse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var sample)
            ? new SamplePath(match.Groups[1].Value, reading, sample, match.Groups[4].Value)
            : null;

    [GeneratedRegex(@"^(meterValue|transactionData)\[(\d+)\]\.sampledValue\[(\d+)\](?:\.(.+))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
