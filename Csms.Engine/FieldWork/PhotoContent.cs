using System.Buffers.Binary;
using System.Text;

namespace Csms.Engine.FieldWork;

/// <summary>
/// Tells a photo by its content and takes out what the camera adds: place, time, owner, thumbnails, whatever follows the image. Of a JPEG the
/// way up is kept. Pure.
/// </summary>
/// <param name="MediaType">image/jpeg, image/png or image/webp.</param>
/// <param name="Bytes">The image alone.</param>
public sealed record PhotoContent(string MediaType, byte[] Bytes)
{
    private static readonly string[] PngKept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"];
    private static readonly string[] WebpKept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "ANIM", "ANMF"];

    private static ReadOnlySpan<byte> PngMark => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads a file; null with the reason when it is no such image or damaged.</summary>
    public static PhotoContent? Read(ReadOnlySpan<byte> file, out PhotoRefusal refusal)
    {
        var (type, kept) = file switch
        {
            [0xFF, 0xD8, 0xFF, ..] => ("image/jpeg", Jpeg(file)),
            _ when file.StartsWith(PngMark) => ("image/png", Png(file)),
            _ when file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8) => ("image/webp", Webp(file)),
            _ => (null, null),
        };
        refusal = type is null ? PhotoRefusal.NoImage : kept is null ? PhotoRefusal.Damaged : PhotoRefusal.None;
        return type is null || kept is null ? null : new PhotoContent(type, kept);
    }

    private static byte[]? Jpeg(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..2]);
        var turned = false;
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF) return null;
            var marker = file[at + 1];
            if (marker == 0xFF) // filling
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) + 2;
            if (length < 4 || at + length > file.Length) return null;
            var segment = file.Slice(at, length);
            if (marker == 0xE1 && !turned && Orientation(segment[4..]) is > 1 and var way)
            {
                kept.Write(TurnedSegment(way));
                turned = true;
            }
            else if (marker is not (>= 0xE1 and <= 0xEF or 0xFE) || marker == 0xEE || (marker == 0xE2 && segment[4..].StartsWith("ICC_PROFILE\0"u8)))
            {
                kept.Write(segment);
            }

            at += length;
            if (marker != 0xDA) continue;
            var end = EndOfScan(file, at);
            kept.Write(file[at..end]);
            at = end;
            if (at + 2 <= file.Length && file[at + 1] == 0xD9)
            {
                kept.Write(file.Slice(at, 2));
                return kept.ToArray(); // what follows is not the image
            }
        }

        return null;
    }

    /// <summary>Where the coded data of a scan ends: at the next marker that is neither stuffing nor a restart.</summary>
    private static int EndOfScan(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not (0x00 or 0xFF or >= 0xD0 and <= 0xD7))) at++;
        return Math.Min(at, file.Length);
    }

    /// <summary>Tag 0x0112 of the first directory of Exif; null without.</summary>
    private static ushort? Orientation(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 14) return null;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        var first = Whole(tiff, 4, little);
        if (first > tiff.Length - 2) return null;
        var count = Half(tiff, (int)first, little);
        for (var entry = 0; entry < count; entry++)
        {
            var at = (int)first + 2 + (entry * 12);
            if (at + 12 > tiff.Length) return null;
            if (Half(tiff, at, little) == 0x0112) return Half(tiff, at + 8, little) is >= 1 and <= 8 and var way ? way : null;
        }

        return null;
    }

    private static ushort Half(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);

    private static uint Whole(ReadOnlySpan<byte> bytes, int at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>An Exif segment that says which way is up, and nothing else.</summary>
    private static byte[] TurnedSegment(ushort way) =>
    [
        0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
        (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0,
    ];

    private static byte[]? Png(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(PngMark);
        for (var at = PngMark.Length; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12) return null;
            var name = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            if (PngKept.Contains(name)) kept.Write(file.Slice(at, (int)length + 12));
            if (name == "IEND") return kept.ToArray();
            at += (int)length + 12;
        }

        return null;
    }

    private static byte[]? Webp(ReadOnlySpan<byte> file)
    {
        const byte exifAndXmp = 0x08 | 0x04;
        var end = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        if (end > file.Length) return null;
        var kept = new MemoryStream(file.Length);
        kept.Write(file[..12]);
        var image = false;
        for (var at = 12; at + 8 <= end;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            var padded = (int)Math.Min(int.MaxValue - 64L, length + (length & 1));
            if (padded > end - at - 8) return null;
            var name = Encoding.ASCII.GetString(file.Slice(at, 4));
            if (WebpKept.Contains(name))
            {
                var chunk = file.Slice(at, padded + 8).ToArray();
                if (name == "VP8X" && chunk.Length > 8) chunk[8] &= unchecked((byte)~exifAndXmp);
                kept.Write(chunk);
                image |= name is "VP8 " or "VP8L" or "ANMF";
            }

            at += padded + 8;
        }

        if (!image) return null;
        var bytes = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)(bytes.Length - 8));
        return bytes;
    }
}
