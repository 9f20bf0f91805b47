using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Csms.Console.Security.SecondFactors;

/// <summary>Seals authenticator secrets with the console's key ring, each for its person: a row moved to another account opens nothing.</summary>
internal sealed class KeySeal(IDataProtectionProvider protection)
{
    public string Seal(Guid userId, byte[] secret) => Convert.ToBase64String(Stored(userId).Protect(secret));

    /// <summary>Null when it was sealed by another installation or for another person.</summary>
    public byte[]? Open(Guid userId, string sealedSecret) => Try(() => Stored(userId).Unprotect(Convert.FromBase64String(sealedSecret)));

    /// <summary>For the way through a browser and back.</summary>
    public string SealPending(Guid userId, byte[] secret, TimeSpan patience) => Convert.ToBase64String(Pending(userId).Protect(secret, patience));

    public byte[]? OpenPending(Guid userId, string? sealedSecret) => sealedSecret is null ? null : Try(() => Pending(userId).Unprotect(Convert.FromBase64String(sealedSecret)));

    private IDataProtector Stored(Guid userId) => protection.CreateProtector("Csms.SecondFactor.v1", userId.ToString());

    private ITimeLimitedDataProtector Pending(Guid userId) => protection.CreateProtector("Csms.SecondFactor.Pending.v1", userId.ToString()).ToTimeLimitedDataProtector();

    private static byte[]? Try(Func<byte[]> open)
    {
        try
        {
            return open();
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
