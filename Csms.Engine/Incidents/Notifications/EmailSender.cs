using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>Plain-text e-mail over SMTP (docs/adr: why System.Net.Mail).</summary>
internal sealed class EmailSender : INotificationSender
{
    public ChannelKind Kind => ChannelKind.Email;

    public Task<SendResult> SendAsync(NotificationChannel channel, string? secret, NoticeMessage message, CancellationToken cancellation) =>
        SmtpPost.SendAsync(channel, secret, () => Mail(channel, message), cancellation);

    private static MailMessage Mail(NotificationChannel channel, NoticeMessage message)
    {
        var incident = message.Incident;
        var mail = new MailMessage
        {
            From = new MailAddress(channel.From),
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            Subject = OneLine($"[{Word(message.Kind, incident)}] {message.Summary}"),
            Body = Body(message),
        };
        foreach (var to in channel.To)
        {
            mail.To.Add(new MailAddress(to));
        }

        // One conversation an incident in the reader's mail program.
        var domain = mail.From.Host;
        var thread = message.Kind == NoticeKind.Test ? $"<test-{message.Delivery}@{domain}>" : string.Create(CultureInfo.InvariantCulture, $"<incident-{incident.Id}@{domain}>");
        mail.Headers.Add(message.Kind is NoticeKind.Opened or NoticeKind.Test ? "Message-ID" : "In-Reply-To", thread);
        return mail;
    }

    private static string Body(NoticeMessage message)
    {
        var incident = message.Incident;
        var text = new StringBuilder();
        text.AppendLine(message.Summary).AppendLine();
        Line(text, "Incident", message.Kind == NoticeKind.Test ? "test message, nothing is wrong" : incident.Id.ToString(CultureInfo.InvariantCulture));
        Line(text, "Severity", IncidentCatalogue.Word(incident.Severity));
        Line(text, "Site", message.SiteName ?? incident.SiteId);
        Line(text, "Stations", string.Join(", ", incident.Stations));
        Line(text, "Since", Utc(incident.Since));
        Line(text, "Times", incident.Count > 1 ? incident.Count.ToString(CultureInfo.InvariantCulture) : null);
        Line(text, "Acknowledged", incident.AcknowledgedBy);
        Line(text, "Closed", incident.ClosedAt is { } at ? $"{Utc(at)}{(incident.ClosedBy is { } who ? $" by {who}: {incident.CloseReason}" : ", the condition is gone")}" : null);
        Line(text, "Details", message.Link);
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(name).Append(": ").AppendLine(value);
        }
    }

    private static string Word(NoticeKind kind, Incident incident) => kind switch
    {
        NoticeKind.Opened => IncidentCatalogue.Word(incident.Severity),
        NoticeKind.Acknowledged => "acknowledged",
        NoticeKind.Closed => "closed",
        NoticeKind.Test => "test",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no notice"),
    };

    private static string OneLine(string text) => new([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";
}
