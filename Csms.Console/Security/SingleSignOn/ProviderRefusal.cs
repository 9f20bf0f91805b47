namespace Csms.Console.Security.SingleSignOn;

/// <summary>Why a sign-in with the provider ended without one.</summary>
internal enum ProviderRefusal
{
    /// <summary>The person broke it off at the provider, or may not use this console there.</summary>
    Cancelled,
    /// <summary>It took too long, was begun in another browser, or was answered before.</summary>
    TooLate,
    /// <summary>The provider does not answer.</summary>
    Unreachable,
    /// <summary>The provider refused what this console asked for.</summary>
    Refused,
    /// <summary>What came could not be proven to come from the provider, for this console and for this sign-in.</summary>
    Invalid,
    /// <summary>The provider told no e-mail address.</summary>
    NoEmail,
    /// <summary>The provider does not vouch for the address.</summary>
    EmailNotVerified,
    /// <summary>Nobody here is this person.</summary>
    NoAccount,
    /// <summary>None of the person's groups has a role here.</summary>
    NoRole,
    /// <summary>The account is locked.</summary>
    Locked,
}
