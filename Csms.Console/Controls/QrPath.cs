using System.Globalization;
using System.Text;
using QRCoder;

namespace Csms.Console.Controls;

/// <summary>A QR code as one SVG path: every run of dark modules a rectangle of height 1. Pure.</summary>
internal static class QrPath
{
    /// <summary>Side length in modules, with the quiet zone of four, and the path.</summary>
    public static (int Size, string Path) Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < code.ModuleMatrix.Count; y++)
        {
            var row = code.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                if (!row[x]) continue;
                var from = x;
                while (x < row.Length && row[x]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1H{from}z");
            }
        }
        return (code.ModuleMatrix.Count, path.ToString());
    }
}
