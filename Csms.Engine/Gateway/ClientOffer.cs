using System.Buffers.Binary;

namespace Csms.Engine.Gateway;

/// <summary>
/// What a client says in the ClientHello that it can do (RFC 5246 7.4.1, RFC 8446 4.1.2), as far as the choice of a certificate needs it. Pure. A hello that ends early
/// counts as far as it goes: TLS itself refuses what is broken.
/// </summary>
internal sealed class ClientOffer
{
    private const ushort Tls13 = 0x0304;
    private static readonly HashSet<ushort> Tls13Suites = [0x1301, 0x1302, 0x1303];
    private const int SupportedGroups = 10, SignatureAlgorithms = 13, SupportedVersions = 43;

    // What the platform serves of TLS 1.2 when it is told nothing: AES-GCM and AES-CBC with SHA-2 (A00.FR.318 names two of the former). Neither SHA-1 (C009, C013 …) nor ChaCha20.
    private static readonly HashSet<ushort> CurveSuites = [0xC023, 0xC024, 0xC02B, 0xC02C];
    private static readonly HashSet<ushort> RsaSuites = [0xC027, 0xC028, 0xC02F, 0xC030];
    private static readonly HashSet<ushort> PlainRsaSuites = [0x009C, 0x009D];

    private HashSet<ushort> _suites = [], _versions = [];
    private HashSet<ushort>? _groups, _signatures;

    private ClientOffer()
    {
    }

    /// <summary>
    /// An RSA certificate serves it by the suites alone that have no key exchange of their own (TLS_RSA_WITH_AES_…_GCM): the standard still wants them, the platform
    /// leaves them out unless told.
    /// </summary>
    public bool NeedsPlainRsa => !TakesBy13(KeyFamily.Rsa) && !(_suites.Overlaps(RsaSuites) && Signs(KeyFamily.Rsa)) && _suites.Overlaps(PlainRsaSuites);

    /// <summary>Reads the record of a ClientHello as it came; null: it is none.</summary>
    public static ClientOffer? Read(ReadOnlySpan<byte> record)
    {
        if (record.Length < 9 || record[0] != 22 || record[5] != 1) return null;
        var offer = new ClientOffer();
        var rest = record[9..]; // the record's head and the message's
        Skip(ref rest, 2 + 32); // version, random
        Skip(ref rest, Short(ref rest)); // session
        offer._suites = Words(Take(ref rest, Long(ref rest)));
        Skip(ref rest, Short(ref rest)); // compression
        var extensions = Take(ref rest, Long(ref rest));
        while (extensions.Length >= 4)
        {
            var kind = Long(ref extensions);
            var body = Take(ref extensions, Long(ref extensions));
            switch (kind)
            {
                case SupportedGroups:
                    offer._groups = Words(Take(ref body, Long(ref body)));
                    break;
                case SignatureAlgorithms:
                    offer._signatures = Words(Take(ref body, Long(ref body)));
                    break;
                case SupportedVersions:
                    offer._versions = Words(Take(ref body, Short(ref body)));
                    break;
                default:
                    break; // says nothing about certificates
            }
        }

        return offer;
    }

    /// <summary>It can talk with a server whose certificate has a key of this family, in the version that both know best: TLS does not fall back to 1.2 where only that would do.</summary>
    public bool Takes(KeyFamily family) => Has13 ? TakesBy13(family) : TakesBy12(family);

    /// <summary>It can talk so in TLS 1.2, when the server offers no better.</summary>
    public bool TakesBy12(KeyFamily family) => family == KeyFamily.Rsa
        ? (_suites.Overlaps(RsaSuites) && Signs(family)) || _suites.Overlaps(PlainRsaSuites)
        : _suites.Overlaps(CurveSuites) && Signs(family) && (_groups?.Contains(GroupOf(family)) ?? true);

    private bool Has13 => _versions.Contains(Tls13) && _suites.Overlaps(Tls13Suites);

    // From TLS 1.3 on the suite says nothing about the certificate, and each algorithm names its curve.
    private bool TakesBy13(KeyFamily family) => Has13 && _signatures is { } known && (family switch
    {
        KeyFamily.Rsa => known.Contains(0x0804) || known.Contains(0x0805) || known.Contains(0x0806),
        KeyFamily.P256 => known.Contains(0x0403),
        KeyFamily.P384 => known.Contains(0x0503),
        _ => known.Contains(0x0603),
    });

    // In TLS 1.2 the low byte names the family; a client that says nothing takes SHA-1 of the suite's family, which no server of today signs with.
    private bool Signs(KeyFamily family) => _signatures?.Any(each => family == KeyFamily.Rsa ? (each & 0xFF) == 1 || each is 0x0804 or 0x0805 or 0x0806 : (each & 0xFF) == 3 && each >> 8 is >= 2 and <= 6) ?? false;

    private static ushort GroupOf(KeyFamily family) => family switch
    {
        KeyFamily.P256 => 23,
        KeyFamily.P384 => 24,
        _ => 25,
    };

    private static HashSet<ushort> Words(ReadOnlySpan<byte> bytes)
    {
        var words = new HashSet<ushort>();
        for (; bytes.Length >= 2; bytes = bytes[2..]) words.Add(BinaryPrimitives.ReadUInt16BigEndian(bytes));
        return words;
    }

    private static int Short(ref ReadOnlySpan<byte> rest)
    {
        var taken = Take(ref rest, 1);
        return taken.Length == 1 ? taken[0] : 0;
    }

    private static int Long(ref ReadOnlySpan<byte> rest)
    {
        var taken = Take(ref rest, 2);
        return taken.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(taken) : 0;
    }

    private static void Skip(ref ReadOnlySpan<byte> rest, int length) => Take(ref rest, length);

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int length)
    {
        var taken = rest[..Math.Min(length, rest.Length)];
        rest = rest[taken.Length..];
        return taken;
    }
}
