using System.Net.Mail;
using Csms.Engine.Incidents.Notifications;

namespace Csms.Console.Notices;

/// <summary>What a channel has to have before it is entered. Pure.</summary>
internal static class ChannelRules
{
    /// <summary>Recipients of one channel at most.</summary>
    public const int MostRecipients = 20;

    /// <summary>Characters of a name at most.</summary>
    public const int LongestName = 100;

    /// <summary>Characters of an address to call at most.</summary>
    public const int LongestUrl = 1000;

    /// <summary>Characters of a secret at most.</summary>
    public const int LongestSecret = 500;

    /// <summary>What is wrong, by member: name, url, host, port, from, to, secret, zone, quiet.</summary>
    /// <param name="channel">As entered.</param>
    /// <param name="hasSecret">It would have a secret: a new one, or the one that is kept.</param>
    public static Dictionary<string, ChannelFault> Faults(NotificationChannel channel, bool hasSecret)
    {
        var faults = new Dictionary<string, ChannelFault>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(channel.Name)) faults["name"] = ChannelFault.NameMissing;
        if (channel.Kind == ChannelKind.Email)
        {
            if (Uri.CheckHostName(channel.Host) == UriHostNameType.Unknown) faults["host"] = ChannelFault.HostWrong;
            if (channel.Port is < 1 or > 65535) faults["port"] = ChannelFault.PortWrong;
            if (!MailAddress.TryCreate(channel.From, out _)) faults["from"] = ChannelFault.AddressWrong;
            if (channel.To.Length is 0 or > MostRecipients || !channel.To.All(address => MailAddress.TryCreate(address, out _))) faults["to"] = ChannelFault.AddressesWrong;
            if (channel.User.Length > 0 && !hasSecret) faults["secret"] = ChannelFault.SecretMissing;
        }
        else
        {
            if (!(channel.Kind == ChannelKind.PagerDuty && channel.Url.Length == 0) && !NotificationChannel.IsCallable(channel.Url)) faults["url"] = ChannelFault.UrlWrong;
            if (!hasSecret) faults["secret"] = ChannelFault.SecretMissing;
        }

        if (channel.Quiet is not { } quiet) return faults;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(quiet.TimeZone, out _)) faults["zone"] = ChannelFault.ZoneWrong;
        if (quiet.From == quiet.To) faults["quiet"] = ChannelFault.QuietWrong;
        return faults;
    }
}
