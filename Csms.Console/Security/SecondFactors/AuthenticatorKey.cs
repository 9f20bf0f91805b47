namespace Csms.Console.Security.SecondFactors;

/// <summary>One person's authenticator: the shared secret and what was used of it.</summary>
public sealed class AuthenticatorKey
{
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>The secret, sealed with the key ring.</summary>
    public string Sealed { get; set; } = "";
    /// <summary>The last time step whose code was accepted; it and earlier ones are refused.</summary>
    public long LastStep { get; set; }
    /// <summary>When it was set up, UTC.</summary>
    public DateTimeOffset Since { get; set; }
}
