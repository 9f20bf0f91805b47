namespace Csms.Console.Security.SingleSignOn;

/// <summary>When a sign-in with the provider counts as one with a second factor.</summary>
public enum SecondFactorTrust
{
    /// <summary>Never: the console asks for its own.</summary>
    Never,
    /// <summary>When the provider names how it made sure (claim amr), and that was more than one factor.</summary>
    Amr,
    /// <summary>Always: the provider asks for one from everybody.</summary>
    Always,
}
