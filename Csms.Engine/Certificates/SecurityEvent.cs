namespace Csms.Engine.Certificates;

/// <summary>A security event that a station has told (2.x A04).</summary>
/// <param name="Type">Name as in 2.x Part 2, appendix "Security Events", or the vendor's own.</param>
/// <param name="At">When it happened, by the station's clock; when it was told, where the station gave no time.</param>
/// <param name="ReceivedAt">When it was told; UTC.</param>
/// <param name="TechInfo">The station's own words, or null.</param>
public sealed record SecurityEvent(string Type, DateTimeOffset At, DateTimeOffset ReceivedAt, string? TechInfo)
{
    /// <summary>The standard calls it critical.</summary>
    public bool IsCritical => SecurityEventTypes.IsCritical(Type);
}
