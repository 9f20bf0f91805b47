namespace Csms.Engine.Events;

/// <summary>NotifyEvent. Answered by <see cref="Acknowledged"/>.</summary>
/// <param name="Events">In the message's order.</param>
public sealed record DeviceEventsReported(IReadOnlyList<DeviceEvent> Events) : StationMessage;
