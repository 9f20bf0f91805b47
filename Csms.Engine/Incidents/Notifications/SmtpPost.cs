using System.Net;
using System.Net.Mail;
using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>The one way mail leaves: over the SMTP server of a channel. Whatever the server does is a result.</summary>
internal static class SmtpPost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<SendResult> SendAsync(NotificationChannel channel, string? secret, Func<MailMessage> write, CancellationToken cancellation)
    {
        if (channel.User.Length > 0 && secret is null)
        {
            return SendResult.Refused(SendAnswer.PasswordUnreadable);
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
            return new SendResult(true, Statement.Of(SendAnswer.Taken, channel.Host));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return SendResult.Failed(SendAnswer.NotTakenInTime, channel.Host, (long)Patience.TotalSeconds);
        }
        catch (SmtpException exception)
        {
            var text = exception.InnerException is { } inner ? $"{exception.Message} {inner.Message}" : exception.Message;
            return new SendResult(false, Statement.Of(SendAnswer.NotTaken, channel.Host, text), Final: exception.StatusCode is SmtpStatusCode.MailboxNameNotAllowed or SmtpStatusCode.SyntaxError);
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or ArgumentException)
        {
            return SendResult.Refused(SendAnswer.NoAddress, exception.Message);
        }
    }
}
