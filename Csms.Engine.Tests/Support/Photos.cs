using System.Text;

namespace Csms.Engine.Tests.Support;

/// <summary>Small photos as cameras write them: with a place, turned, with something after the end.</summary>
internal static class Photos
{
    public static byte[] Jpeg { get; } =
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, .. "GPS-HERE"u8]),
        .. Segment(0xE1, "http://ns.adobe.com/xap/1.0/\0GPS-HERE"u8),
        .. Segment(0xFE, "GPS-HERE"u8),
        .. Segment(0xDB, new byte[65]),
        .. Segment(0xC0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56,
        0xFF, 0xD9,
        .. "TRAILER"u8,
    ];

    public static byte[] Png { get; } =
    [
        0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. Chunk("tEXt", "GPS-HERE"u8), .. Chunk("eXIf", "GPS-HERE"u8), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("IEND", []),
    ];

    public static byte[] Webp { get; } = Riff([.. Piece("VP8X", [0x1C, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. Piece("VP8 ", [1, 2, 3]), .. Piece("EXIF", "GPS-HERE"u8), .. Piece("XMP ", "GPS-HERE"u8)]);

    private static byte[] Segment(byte marker, ReadOnlySpan<byte> content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, ReadOnlySpan<byte> content) => [0, 0, 0, (byte)content.Length, .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];

    private static byte[] Piece(string name, ReadOnlySpan<byte> content) =>
        [.. Encoding.ASCII.GetBytes(name), (byte)content.Length, 0, 0, 0, .. content, .. new byte[content.Length & 1]];

    private static byte[] Riff(ReadOnlySpan<byte> pieces) => [.. "RIFF"u8, (byte)(pieces.Length + 4), 0, 0, 0, .. "WEBP"u8, .. pieces];
}
