using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Csms.Console.Security.SecondFactors;

/// <summary>Time-based one-time passwords, RFC 6238 with what every authenticator app speaks: SHA-1, 6 digits, 30 seconds. Pure.</summary>
internal static class Totp
{
    /// <summary>Length of a secret, bytes: that of the hash (RFC 4226, section 4, R6).</summary>
    public const int SecretBytes = 20;

    private const int Digits = 6, Modulus = 1_000_000, StepSeconds = 30, HashBytes = 20;

    /// <summary>Steps a code may be early or late (RFC 6238, section 5.2): a telephone's clock and the time it takes to type.</summary>
    private const int Slack = 1;

    public static long StepAt(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeSeconds(), StepSeconds).Quotient;

    /// <summary>The code of a step.</summary>
    public static string CodeAt(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)], hash = stackalloc byte[HashBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238: HMAC-SHA-1 is what authenticator apps compute; its use here does not rest on collisions.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (truncated % Modulus).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>The step this code belongs to, when it is right now and later than the last one used; every step is compared, each in constant time.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastStep)
    {
        var given = Encoding.UTF8.GetBytes(string.Concat(code.Where(letter => !char.IsWhiteSpace(letter))));
        var present = StepAt(now);
        long? found = null;
        for (var step = present - Slack; step <= present + Slack; step++)
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(CodeAt(secret, step))) && step > lastStep) found = step;
        return found;
    }
}
