using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Csms.Engine.Stations;

/// <summary>
/// Basic passwords of stations: stored as salted hashes, compared in constant time. A password that was verified once is remembered as a
/// keyed digest for the life of the process, so that thousands of stations can reconnect at once.
/// </summary>
public sealed class StationPasswords
{
    private const int Iterations = 20_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "pbkdf2-sha256";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, byte[]> _verified = new(StringComparer.Ordinal);

    /// <summary>The hash to store.</summary>
    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(Encoding.UTF8.GetBytes(password), salt, Iterations);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>
    /// Whether the bytes a station presented are the password. 1.6 knows two ways to write the same key: the raw bytes and their hexadecimal
    /// text (J 6.2.2); either matches either.
    /// </summary>
    public bool Verify(string stored, ReadOnlySpan<byte> presented)
    {
        var digest = Digest(stored, presented);
        if (_verified.TryGetValue(stored, out var known) && CryptographicOperations.FixedTimeEquals(known, digest))
        {
            return true;
        }

        var matches = Matches(stored, presented);
        if (matches)
        {
            _verified[stored] = digest;
        }

        return matches;
    }

    /// <summary>The hash of the password that a station was given and now shows; null when it is none of those.</summary>
    public string? NewOf(StationProfile profile, ReadOnlySpan<byte> presented)
    {
        foreach (var hash in profile.NewPasswordHashes?.Split(' ') ?? [])
        {
            if (Verify(hash, presented)) return hash;
        }

        return null;
    }

    /// <summary>A stored hash is no longer in use.</summary>
    public void Forget(string stored) => _verified.TryRemove(stored, out _);

    private static bool Matches(string stored, ReadOnlySpan<byte> presented)
    {
        var parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
        {
            return false;
        }

        var salt = Convert.FromBase64String(parts[2]);
        var hash = Convert.FromBase64String(parts[3]);
        var matches = false;
        foreach (var spelling in Spellings(presented.ToArray()))
        {
            matches |= CryptographicOperations.FixedTimeEquals(Derive(spelling, salt, iterations), hash);
        }

        return matches;
    }

    private static IEnumerable<byte[]> Spellings(byte[] presented)
    {
        yield return presented;
        if (presented.Length is 0 or > 64)
        {
            yield break;
        }

        if (presented.Any(each => each is < 0x20 or > 0x7e))
        {
            yield return Encoding.ASCII.GetBytes(Convert.ToHexString(presented));
            yield return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(presented));
        }
        else if (presented.Length % 2 == 0 && presented.All(each => char.IsAsciiHexDigit((char)each)))
        {
            var text = Encoding.ASCII.GetString(presented);
            yield return Convert.FromHexString(text);
            yield return Encoding.ASCII.GetBytes(text.ToUpperInvariant());
            yield return Encoding.ASCII.GetBytes(text.ToLowerInvariant());
        }
    }

    private static byte[] Derive(ReadOnlySpan<byte> password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, HashBytes);

    private byte[] Digest(string stored, ReadOnlySpan<byte> presented)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(Encoding.UTF8.GetBytes(stored));
        hmac.AppendData(presented);
        return hmac.GetHashAndReset();
    }
}
