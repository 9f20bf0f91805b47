using System.Security.Cryptography;
using Csms.Engine.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Csms.Console.Security;

/// <summary>Seals secrets of the store with the console's key ring: by itself those of notification channels.</summary>
internal sealed class SecretSeal(IDataProtectionProvider protection, string purpose) : ISecretSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public SecretSeal(IDataProtectionProvider protection)
        : this(protection, "Csms.Incidents.ChannelSecret.v1")
    {
    }

    public ISecretSeal For(string purpose) => new SecretSeal(protection, purpose);

    public string Seal(string secret) => _protector.Protect(secret);

    public string? Open(string sealedSecret)
    {
        try
        {
            return _protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null; // sealed by another installation: who needs it says so
        }
    }
}
