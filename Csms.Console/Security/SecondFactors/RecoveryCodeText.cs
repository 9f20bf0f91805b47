using System.Security.Cryptography;
using System.Text;

namespace Csms.Console.Security.SecondFactors;

/// <summary>How a recovery code is written: four groups of four letters of base 32, 80 bits.</summary>
internal static class RecoveryCodeText
{
    /// <summary>How many a person gets.</summary>
    public const int Count = 10;

    private const int Bytes = 10, Group = 4;

    public static string New() =>
        string.Join('-', Base32.Encode(RandomNumberGenerator.GetBytes(Bytes)).Chunk(Group).Select(group => new string(group)));

    /// <summary>The same for every way of typing it.</summary>
    public static byte[] HashOf(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant()));
}
