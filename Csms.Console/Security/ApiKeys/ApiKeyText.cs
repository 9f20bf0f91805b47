using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Csms.Console.Security.ApiKeys;

/// <summary>How a key is written: "csms_" and 256 random bits.</summary>
internal static class ApiKeyText
{
    private const string Mark = "csms_";
    private const int PrefixLength = 11;

    public static string New() => Mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string PrefixOf(string key) => key.Length <= PrefixLength ? key[..(key.Length / 2)] : key[..PrefixLength];

    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
