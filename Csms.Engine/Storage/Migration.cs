using System.Security.Cryptography;
using System.Text;

namespace Csms.Engine.Storage;

/// <summary>One step of the schema, as its file in Storage/Migrations says.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    /// <summary>Over the text with bare line feeds, so that a checkout on Windows is the same migration.</summary>
    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));
}
