using System.Security.Cryptography;

namespace Csms.Console.Security.Accounts;

/// <summary>Random passwords that can be read out on the telephone: four groups of four, no look-alikes; 78 bits.</summary>
internal static class PasswordText
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}
