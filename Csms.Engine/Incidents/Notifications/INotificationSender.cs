namespace Csms.Engine.Incidents.Notifications;

/// <summary>Tells over one kind of channel. Whatever the other side does is a result, not an exception.</summary>
internal interface INotificationSender
{
    ChannelKind Kind { get; }

    Task<SendResult> SendAsync(NotificationChannel channel, string? secret, NoticeMessage message, CancellationToken cancellation);
}
