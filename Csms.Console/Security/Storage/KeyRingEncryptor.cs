using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Csms.Console.Security.Storage;

/// <summary>Encrypts a key of the ring with AES-256-GCM before it goes into the database.</summary>
internal sealed class KeyRingEncryptor(KeyRingSecret secret) : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var sealedKey = new byte[KeyRingDecryptor.Overhead + plain.Length];
        var nonce = sealedKey.AsSpan(0, KeyRingDecryptor.NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(secret.Value, KeyRingDecryptor.TagBytes);
        aes.Encrypt(nonce, plain, sealedKey.AsSpan(KeyRingDecryptor.Overhead), sealedKey.AsSpan(KeyRingDecryptor.NonceBytes, KeyRingDecryptor.TagBytes));
        return new EncryptedXmlInfo(new XElement("sealed", Convert.ToBase64String(sealedKey)), typeof(KeyRingDecryptor));
    }
}
