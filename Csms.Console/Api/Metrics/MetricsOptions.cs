namespace Csms.Console.Api.Metrics;

/// <summary>Section `Csms:Metrics`.</summary>
public sealed class MetricsOptions
{
    /// <summary>Section name.</summary>
    public const string Section = "Csms:Metrics";

    /// <summary>Whether `/metrics` is answered without an API key. It holds sums, never names; false asks for a key with metrics.read.</summary>
    public bool Anonymous { get; set; } = true;
}
