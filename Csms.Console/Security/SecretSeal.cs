using System.Security.Cryptography;
using Csms.Engine.Incidents.Notifications;
using Microsoft.AspNetCore.DataProtection;

namespace Csms.Console.Security;

/// <summary>Seals the secrets of notification channels with the console's key ring.</summary>
internal sealed class SecretSeal(IDataProtectionProvider protection) : ISecretSeal
{
    private readonly IDataProtector _protector = protection.CreateProtector("Csms.Incidents.ChannelSecret.v1");

    public string Seal(string secret) => _protector.Protect(secret);

    public string? Open(string sealedSecret)
    {
        try
        {
            return _protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null; // sealed by another installation: the channel says so when it sends
        }
    }
}
