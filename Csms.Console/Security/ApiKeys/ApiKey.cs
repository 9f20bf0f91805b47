namespace Csms.Console.Security.ApiKeys;

/// <summary>A key of another program. The key itself is shown once and kept only as a hash.</summary>
public sealed class ApiKey
{
    /// <summary>Row id, also the actor id in the audit log.</summary>
    public Guid Id { get; set; }
    /// <summary>What it is for, in the words of who made it.</summary>
    public string Name { get; set; } = "";
    /// <summary>The first characters of the key, enough to recognise it.</summary>
    public string Prefix { get; set; } = "";
    /// <summary>SHA-256 of the whole key: 32 bytes. A key has 256 random bits, so a slow hash would add nothing.</summary>
    public byte[] Hash { get; set; } = [];
    /// <summary>Permissions it carries.</summary>
    public List<string> Scopes { get; set; } = [];
    /// <summary>Sites it is held to; null means everywhere.</summary>
    public List<string>? SiteIds { get; set; }
    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
    /// <summary>When it stops working, UTC; null never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
    /// <summary>Last use, UTC, exact to a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
}
