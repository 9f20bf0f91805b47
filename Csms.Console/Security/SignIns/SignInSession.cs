namespace Csms.Console.Security.SignIns;

/// <summary>A browser in which somebody is signed in. Its cookie names it; without the row the cookie is worth nothing.</summary>
public sealed class SignInSession
{
    /// <summary>Stands in the cookie.</summary>
    public Guid Id { get; set; }
    /// <summary>Who.</summary>
    public Guid UserId { get; set; }
    /// <summary>When the password was right, UTC.</summary>
    public DateTimeOffset Since { get; set; }
    /// <summary>Last request or open page, UTC, exact to a minute.</summary>
    public DateTimeOffset SeenAt { get; set; }
    /// <summary>Where it was last seen.</summary>
    public string? Address { get; set; }
    /// <summary>What the browser says it is.</summary>
    public string Agent { get; set; } = "";
    /// <summary>What the provider is called that the person came from; null: a password of this console.</summary>
    public string? Provider { get; set; }
    /// <summary>The provider's token, sealed with the key ring: for signing out there; null: none was kept.</summary>
    public string? SealedIdToken { get; set; }
}
