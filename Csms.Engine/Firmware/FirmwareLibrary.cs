using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Csms.Engine.Gateway.Downloads;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Firmware;

/// <summary>
/// The images that stations fetch from us. Files lie under the data folder, named by us; what is uploaded is written beside and takes its name when it
/// is whole, and its digest is taken on the way.
/// </summary>
public sealed partial class FirmwareLibrary : IStationDownloads
{
    private const int SecretBytes = 24;
    private const int PieceBytes = 64 * 1024;

    private readonly FirmwareStore _store;
    private readonly long _most;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<FirmwareLibrary> _logger;

    internal FirmwareLibrary(FirmwareStore store, IOptions<FirmwareOptions> options, IOptions<StorageOptions> storage, TimeProvider time, ILogger<FirmwareLibrary> logger)
    {
        _store = store;
        _most = options.Value.MaxBytes;
        _folder = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), "firmware");
        _time = time;
        _logger = logger;
    }

    /// <summary>Longest image, bytes.</summary>
    public long MaxBytes => _most;

    /// <summary>All images, newest first.</summary>
    public Task<List<FirmwareImage>> ListAsync(CancellationToken cancellation) => _store.ImagesAsync(null, null, cancellation);

    /// <summary>An image; null when there is none.</summary>
    public async Task<FirmwareImage?> FindAsync(Guid id, CancellationToken cancellation) => (await _store.ImagesAsync(id, null, cancellation)).FirstOrDefault();

    /// <summary>Takes an image in: its content is read to the end, and kept only when all of it is well.</summary>
    /// <returns>The image, or why it was not taken.</returns>
    public async Task<(FirmwareImage? Image, ImageFault? Fault)> AddAsync(ImageCheck said, Stream content, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(said);
        ArgumentNullException.ThrowIfNull(content);
        if (said.Fault() is { } wrong) return (null, wrong);
        var id = Guid.CreateVersion7(_time.GetUtcNow());
        var piece = Path.Combine(_folder, $"{id:N}.part");
        try
        {
            Directory.CreateDirectory(_folder);
            var (fault, bytes, digest) = await WriteAsync(piece, content, cancellation);
            if (fault is not null)
            {
                File.Delete(piece);
                return (null, fault);
            }

            File.Move(piece, PathOf(id));
            var image = new FirmwareImage
            {
                Id = id, Name = said.Name, Version = said.Version.Trim(), Vendor = said.Vendor, Model = said.Model, Bytes = bytes, Sha256 = digest, Certificate = said.Certificate, Signature = said.Signature,
                Secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)), UploadedAt = _time.GetUtcNow(), Actor = actor,
            };
            await _store.AddAsync(image, CancellationToken.None);
            LogTaken(image.Name, image.Version, bytes, actor);
            return (image, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoRoom(exception, _folder);
            return (null, ImageFault.NoRoom);
        }
    }

    /// <summary>Puts certificate and signature to an image, or (both null) takes them away.</summary>
    /// <returns>The image as it is now, or what was wrong.</returns>
    public async Task<(FirmwareImage? Image, ImageFault? Fault)> SignAsync(FirmwareImage image, string? certificate, string? signature, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (new ImageCheck(image.Name, image.Version, image.Vendor, image.Model, certificate, signature).Fault() is { } wrong) return (null, wrong);
        await _store.SignAsync(image.Id, certificate, signature, cancellation);
        return (image with { Certificate = certificate, Signature = signature }, null);
    }

    /// <summary>Deletes an image; its address leads nowhere from now on. False: there was none.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation)
    {
        if (!await _store.DeleteImageAsync(id, cancellation)) return false;
        try
        {
            File.Delete(PathOf(id));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(exception, id);
        }

        return true;
    }

    /// <summary>MD5 of an image in hex, as local controllers compare it (2.x PublishFirmwareRequest.checksum); null: its file is not there.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "OCPP 2.x asks for MD5 here; it only finds broken transfers.")]
    public async Task<string?> TransferChecksumAsync(FirmwareImage image, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (!File.Exists(PathOf(image.Id))) return null;
        await using var file = new FileStream(PathOf(image.Id), FileMode.Open, FileAccess.Read, FileShare.Read, PieceBytes, FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await MD5.HashDataAsync(file, cancellation));
    }

    async Task<StationDownload?> IStationDownloads.FindAsync(string secret, CancellationToken cancellation) =>
        (await _store.ImagesAsync(null, secret, cancellation)).FirstOrDefault() is { } image && File.Exists(PathOf(image.Id))
            ? new StationDownload(PathOf(image.Id), image.Name, image.Sha256, image.UploadedAt)
            : null;

    private string PathOf(Guid id) => Path.Combine(_folder, $"{id:N}.bin");

    private async Task<(ImageFault? Fault, long Bytes, byte[] Digest)> WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long bytes = 0; ;)
            {
                int read;
                try
                {
                    read = await content.ReadAsync(piece.AsMemory(0, PieceBytes), cancellation);
                }
                catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException)
                {
                    return (ImageFault.Truncated, bytes, []);
                }

                if (read == 0)
                {
                    file.Flush(flushToDisk: true);
                    return (bytes == 0 ? ImageFault.Truncated : null, bytes, hash.GetHashAndReset());
                }

                bytes += read;
                if (bytes > _most) return (ImageFault.TooBig, bytes, []);
                hash.AppendData(piece, 0, read);
                await file.WriteAsync(piece.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    [LoggerMessage(3900, LogLevel.Information, "Firmware {Name}, version {Version}, {Bytes} bytes: taken from {Actor}")]
    private partial void LogTaken(string name, string version, long bytes, string actor);

    [LoggerMessage(3901, LogLevel.Error, "A firmware image could not be written under {Folder}")]
    private partial void LogNoRoom(Exception exception, string folder);

    [LoggerMessage(3902, LogLevel.Warning, "Firmware image {Id} could not be deleted")]
    private partial void LogNotDeleted(Exception exception, Guid id);
}
