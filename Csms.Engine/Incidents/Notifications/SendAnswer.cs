using Csms.Engine.Units;

namespace Csms.Engine.Incidents.Notifications;

/// <summary>What became of an attempt to tell. The names are stored: append only.</summary>
public enum SendAnswer
{
    /// <summary>Words of the other side, or of a record from before there were codes.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>HTTP status and the beginning of the answer.</summary>
    [Says("{0} {1}")]
    Answered,

    /// <summary>By which mail server.</summary>
    [Says("{0} took it.")]
    Taken,

    /// <summary>The mail server, and its words.</summary>
    [Says("{0} did not take it: {1}")]
    NotTaken,

    /// <summary>The mail server, and how long it had.</summary>
    [Says("{0} did not take it within {1} s.")]
    NotTakenInTime,

    /// <summary>How long it had.</summary>
    [Says("No answer within {0} s.")]
    NoAnswer,

    /// <summary>An address that is not called.</summary>
    [Says("The address is not http or https.")]
    NotHttp,

    /// <summary>What is wrong with it.</summary>
    [Says("An e-mail address is none: {0}")]
    NoAddress,

    /// <summary>Host of the address.</summary>
    [Says("The name {0} is not known.")]
    NameUnknown,

    /// <summary>Host of the address, and the system's words.</summary>
    [Says("{0} can't be reached: {1}")]
    NotReached,

    /// <summary>Host of the address, and what is wrong with its certificate.</summary>
    [Says("No trusted connection to {0}: {1}")]
    NotTrusted,

    /// <summary>The key ring is another one.</summary>
    [Says("The password can't be read: enter it again.")]
    PasswordUnreadable,

    /// <summary>The key ring is another one.</summary>
    [Says("The routing key can't be read: enter it again.")]
    RoutingKeyUnreadable,

    /// <summary>The key ring is another one.</summary>
    [Says("The signing secret can't be read: enter it again.")]
    SecretUnreadable,

    /// <summary>Nothing was tried.</summary>
    [Says("The channel is switched off.")]
    SwitchedOff,

    /// <summary>Held back by quiet hours, and not told any more.</summary>
    [Says("Over before it was due.")]
    Over,
}
