using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>A channel with what became of its last notice.</summary>
/// <param name="Channel">As entered.</param>
/// <param name="HasSecret">A secret is kept.</param>
/// <param name="LastAt">When it last told something, or tried to; null: never.</param>
/// <param name="LastOk">Whether that went well.</param>
/// <param name="Last">What the other side said.</param>
public sealed record ChannelEntry(NotificationChannel Channel, bool HasSecret, DateTimeOffset? LastAt, bool LastOk, Statement<SendAnswer>? Last)
{
    internal string? SealedSecret { get; init; }
}
