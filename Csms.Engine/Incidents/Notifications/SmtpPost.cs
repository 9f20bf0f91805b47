using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>The one way mail leaves: over the SMTP server of a channel. Whatever the server does is a result.</summary>
internal static class SmtpPost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<SendResult> SendAsync(NotificationChannel channel, string? secret, Func<MailMessage> write, CancellationToken cancellation)
    {
        if (channel.User.Length > 0 && secret is null)
        {
            return new SendResult(false, "The password can't be read: enter it again.", Final: true);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient(channel.Host, channel.Port) { EnableSsl = channel.StartTls };
            if (channel.User.Length > 0)
            {
                client.Credentials = new NetworkCredential(channel.User, secret);
            }

            using var mail = write();
            await client.SendMailAsync(mail, limit.Token);
            return new SendResult(true, $"{channel.Host} took it.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SendResult(false, string.Create(CultureInfo.InvariantCulture, $"{channel.Host} did not take it within {Patience.TotalSeconds} s."));
        }
        catch (SmtpException exception)
        {
            var text = exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
            return new SendResult(false, text, Final: exception.StatusCode is SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.SyntaxError);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return new SendResult(false, exception.Message, Final: true); // an address that is none
        }
    }
}
