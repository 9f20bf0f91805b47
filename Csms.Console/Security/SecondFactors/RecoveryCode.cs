namespace Csms.Console.Security.SecondFactors;

/// <summary>A way in when the telephone is lost; works once and is kept only as a hash.</summary>
public sealed class RecoveryCode
{
    /// <summary>Row id.</summary>
    public long Id { get; set; }
    /// <summary>Whose.</summary>
    public Guid UserId { get; set; }
    /// <summary>SHA-256 of the code: 32 bytes. A code has 80 random bits, so a slow hash would add nothing.</summary>
    public byte[] Hash { get; set; } = [];
}
