namespace Csms.Console.Notices;

/// <summary>What is wrong with a member of a channel; "Channel.{Fault}" are their texts.</summary>
internal enum ChannelFault
{
    /// <summary>There is no name.</summary>
    NameMissing,
    /// <summary>No name of a server.</summary>
    HostWrong,
    /// <summary>No port.</summary>
    PortWrong,
    /// <summary>No e-mail address.</summary>
    AddressWrong,
    /// <summary>None, too many, or some that are no e-mail addresses.</summary>
    AddressesWrong,
    /// <summary>No address that may be called.</summary>
    UrlWrong,
    /// <summary>It can't do without a secret.</summary>
    SecretMissing,
    /// <summary>No IANA time zone.</summary>
    ZoneWrong,
    /// <summary>Quiet hours that end as they begin.</summary>
    QuietWrong,
}
