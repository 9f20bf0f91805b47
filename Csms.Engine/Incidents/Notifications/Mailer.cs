using System.Net.Mail;
using System.Text;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Mail to one person, over the SMTP server of the first e-mail channel that is switched on.</summary>
public sealed class Mailer(ChannelDirectory channels)
{
    /// <summary>There is a server to send over.</summary>
    public bool IsConfigured => Channel() is not null;

    /// <summary>Sends plain text; null when there is no server.</summary>
    public async Task<SendResult?> SendAsync(string to, string subject, string body, CancellationToken cancellation) =>
        Channel() is { } entry
            ? await SmtpPost.SendAsync(
                entry.Channel,
                channels.SecretOf(entry),
                () => new MailMessage(new MailAddress(entry.Channel.From), new MailAddress(to)) { Subject = subject, SubjectEncoding = Encoding.UTF8, Body = body, BodyEncoding = Encoding.UTF8 },
                cancellation)
            : null;

    private ChannelEntry? Channel() => channels.All.FirstOrDefault(entry => entry.Channel is { Kind: ChannelKind.Email, Enabled: true });
}
