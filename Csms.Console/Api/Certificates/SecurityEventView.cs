using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>A security event that a station has told (SecurityEventNotification).</summary>
/// <param name="Type">Name as in OCPP 2.x Part 2, appendix "Security Events", or the vendor's own.</param>
/// <param name="At">When, by the station.</param>
/// <param name="ReceivedAt">When it was told.</param>
/// <param name="Critical">The standard calls it critical.</param>
/// <param name="TechInfo">More in the station's words, where told.</param>
internal sealed record SecurityEventView(string Type, DateTimeOffset At, DateTimeOffset ReceivedAt, bool Critical, string? TechInfo)
{
    public static SecurityEventView Of(SecurityEvent told) => new(told.Type, told.At, told.ReceivedAt, told.IsCritical, told.TechInfo);
}
