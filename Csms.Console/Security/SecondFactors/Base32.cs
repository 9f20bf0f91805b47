namespace Csms.Console.Security.SecondFactors;

/// <summary>RFC 4648 base 32 without padding: how authenticator apps take a secret.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerLetter = 5, BitsPerByte = 8;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * BitsPerByte + BitsPerLetter - 1) / BitsPerLetter];
        int held = 0, bits = 0, at = 0;
        foreach (var one in bytes)
        {
            held = (held << BitsPerByte) | one;
            bits += BitsPerByte;
            for (; bits >= BitsPerLetter; bits -= BitsPerLetter) text[at++] = Alphabet[(held >> (bits - BitsPerLetter)) & 31];
            held &= (1 << bits) - 1;
        }
        if (bits > 0) text[at] = Alphabet[(held << (BitsPerLetter - bits)) & 31];
        return new string(text);
    }
}
