using System.Security.Cryptography;
using Csms.Engine.Storage;
using Microsoft.Extensions.Options;

namespace Csms.Console.Security.Storage;

/// <summary>
/// The secret that encrypts the key ring at rest: a file of the data folder that only the host's user may read. Several nodes share it:
/// copy the file to each. Without it the rings in the database are useless, and everybody signs in again.
/// </summary>
internal sealed class KeyRingSecret(IOptions<StorageOptions> options)
{
    private const int Bytes = 32;
    private const string FileName = "key-ring.secret";

    private readonly Lazy<byte[]> _value = new(() => Load(Path.Combine(options.Value.DataDirectory, FileName)));

    /// <summary>256 random bits.</summary>
    public ReadOnlySpan<byte> Value => _value.Value;

    private static byte[] Load(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var create = new FileStream(path, options);
            var secret = RandomNumberGenerator.GetBytes(Bytes);
            create.Write(secret);
            return secret;
        }
        catch (IOException) when (File.Exists(path))
        {
            var secret = File.ReadAllBytes(path);
            return secret.Length == Bytes ? secret : throw new InvalidDataException($"{path} is no key ring secret: {Bytes} bytes are expected.");
        }
    }
}
