using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Csms.Console.Security.Storage;

/// <summary>The way back of <see cref="KeyRingEncryptor"/>; made by Data Protection from the name stored with the key.</summary>
public sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    internal const int Overhead = NonceBytes + TagBytes;

    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var sealedKey = Convert.FromBase64String(encryptedElement.Value);
        var plain = new byte[sealedKey.Length - Overhead];
        using var aes = new AesGcm(services.GetRequiredService<KeyRingSecret>().Value, TagBytes);
        aes.Decrypt(sealedKey.AsSpan(0, NonceBytes), sealedKey.AsSpan(Overhead), sealedKey.AsSpan(NonceBytes, TagBytes), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
