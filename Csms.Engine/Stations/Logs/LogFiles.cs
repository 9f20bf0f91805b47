using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Gateway;
using Csms.Engine.Gateway.Uploads;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Stations.Logs;

/// <summary>
/// Log files of stations: gives out an address for one file (CONTRACTS 9), takes the file in, hands it to people. Files lie under the data
/// folder, named by us; an upload is written beside and takes its name when it is whole.
/// </summary>
public sealed partial class LogFiles : IStationUploads
{
    private const int SecretBytes = 24;
    private const int PieceBytes = 64 * 1024;

    private readonly LogFileStore _store;
    private readonly LogFileOptions _options;
    private readonly string _publicUrl;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<LogFiles> _logger;
    private readonly ConcurrentDictionary<Guid, byte> _coming = new();

    internal LogFiles(LogFileStore store, IOptions<LogFileOptions> options, IOptions<PublicOptions> reached, IOptions<StorageOptions> storage, TimeProvider time, ILogger<LogFiles> logger)
    {
        _store = store;
        _options = options.Value;
        _publicUrl = reached.Value.PublicUrl;
        _folder = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), "logs");
        _time = time;
        _logger = logger;
    }

    /// <summary>Files of a station, newest first, from the one after <paramref name="before"/> on.</summary>
    public Task<List<LogFile>> ListAsync(StationId station, Guid? before, int limit, CancellationToken cancellation) => _store.ListAsync(station, before, limit, cancellation);

    /// <summary>A file of a station; null when there is none.</summary>
    public Task<LogFile?> FindAsync(StationId station, Guid id, CancellationToken cancellation) => _store.FindAsync(station, id, cancellation);

    /// <summary>The content of a file that was received; null when it is not on this machine's disk.</summary>
    public Stream? Open(LogFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return file.ReceivedAt is null ? null : new FileStream(PathOf(file.Id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, PieceBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes a file and its record. An address that still waits takes nothing from now on.</summary>
    public async Task DeleteAsync(LogFile file, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        await _store.DeleteAsync(file.Id, cancellation);
        Discard(file.Id);
    }

    /// <inheritdoc/>
    public async Task<UploadResult> ReceiveAsync(string secret, Stream content, long? length, string? fileName, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            // Not given up with the request: that a file broke off is noted, also when that was at once.
            if (await _store.FindAsync(HashOf(secret), CancellationToken.None) is not { } file) return UploadResult.Unknown;
            if (file.ReceivedAt is not null || !_coming.TryAdd(file.Id, 0)) return UploadResult.Used;
            try
            {
                var (result, bytes) = file.ExpiresAt <= _time.GetUtcNow() ? (UploadResult.Expired, 0)
                    : length > _options.MaxBytes ? (UploadResult.TooBig, length.Value)
                    : await TakeAsync(file, content, LogFileName.Clean(fileName), cancellation);
                if (result is UploadResult.TooBig or UploadResult.Truncated or UploadResult.NoRoom) await _store.FaultAsync(file.Id, result, CancellationToken.None);
                LogTaken(file.Station, file.LogType, result, bytes);
                return result;
            }
            finally
            {
                _coming.TryRemove(file.Id, out _);
            }
        }
        catch (NpgsqlException exception)
        {
            LogNotNoted(exception);
            return UploadResult.NoRoom;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return UploadResult.Truncated;
        }
    }

    /// <summary>An address for a GetLog that names none; null when there is no need or no way to make one.</summary>
    /// <param name="command">The command.</param>
    /// <param name="body">Its body.</param>
    /// <param name="freshId">An unused number for the request, if the body has none.</param>
    /// <param name="link">The station's connection, which tells how it reaches us when no public address is set.</param>
    internal LogTicket? TicketFor(StationCommand command, JsonElement body, int freshId, IStationLink link)
    {
        if (command.Action != "GetLog" || JsonNode.Parse(body.GetRawText()) is not JsonObject asked || asked["log"] is not (null or JsonObject)) return null;
        var log = asked["log"] as JsonObject ?? [];
        if (log["remoteLocation"] is not null || (_publicUrl.Length > 0 ? _publicUrl : link.ReachedAt) is not { } origin) return null;
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        // With a slash at its end: a station that takes it for a folder adds a name.
        log["remoteLocation"] = $"{origin.TrimEnd('/')}{UploadEndpoint.Path}/{secret}/";
        asked["log"] ??= log;
        asked["requestId"] ??= freshId;
        if (asked["requestId"] is not JsonValue number || !number.TryGetValue<int>(out var requestId)) return null; // refused by the check that follows
        var now = _time.GetUtcNow();
        return new LogTicket(
            new LogFile
            {
                Id = Guid.CreateVersion7(now),
                Station = command.Station,
                CommandId = command.Id,
                RequestId = requestId,
                LogType = asked["logType"] is JsonValue type && type.TryGetValue<string>(out var word) ? word : "",
                RequestedAt = now,
                ExpiresAt = now.AddHours(_options.UploadHours),
            },
            HashOf(secret),
            JsonSerializer.SerializeToElement(asked));
    }

    /// <summary>From now on the address takes its file.</summary>
    internal Task ExpectAsync(LogTicket ticket, CancellationToken cancellation) => _store.AddAsync(ticket.File, ticket.SecretHash, cancellation);

    /// <summary>The station will not use its address.</summary>
    internal Task WithdrawAsync(LogTicket ticket, CancellationToken cancellation) => _store.DeleteAsync(ticket.File.Id, cancellation);

    /// <summary>The station said how it will call the file.</summary>
    internal async Task NameAsync(LogTicket ticket, string? fileName, CancellationToken cancellation)
    {
        if (LogFileName.Clean(fileName) is { } name) await _store.NameAsync(ticket.File.Id, name, cancellation);
    }

    /// <summary>Deletes the content of a file, if it is on this machine.</summary>
    internal void Discard(Guid id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (DirectoryNotFoundException)
        {
            return; // nothing was ever uploaded
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNotDeleted(exception, id);
        }
    }

    /// <summary>Deletes pieces that a crash has left.</summary>
    internal void DiscardPieces()
    {
        if (!Directory.Exists(_folder)) return;
        foreach (var piece in Directory.EnumerateFiles(_folder, "*.part"))
        {
            try
            {
                File.Delete(piece);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                LogPieceNotDeleted(exception, piece);
            }
        }
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private string PathOf(Guid id) => Path.Combine(_folder, $"{id:N}.log");

    private async Task<(UploadResult Result, long Bytes)> TakeAsync(LogFile file, Stream content, string? name, CancellationToken cancellation)
    {
        var piece = Path.Combine(_folder, $"{file.Id:N}.part");
        try
        {
            Directory.CreateDirectory(_folder);
            var (result, bytes) = await WriteAsync(piece, content, cancellation);
            if (result != UploadResult.Stored)
            {
                File.Delete(piece);
                return (result, bytes);
            }

            // The name before the record: after a crash between the two the station repeats, and the file is replaced.
            File.Move(piece, PathOf(file.Id), overwrite: true);
            return (await _store.ReceivedAsync(file.Id, bytes, name, _time.GetUtcNow(), CancellationToken.None) ? UploadResult.Stored : UploadResult.Used, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogNoRoom(exception, file.Station, _folder);
            return (UploadResult.NoRoom, 0);
        }
    }

    private async Task<(UploadResult Result, long Bytes)> WriteAsync(string path, Stream content, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (long bytes = 0; ;)
            {
                if (await ReadAsync(content, piece, cancellation) is not { } read) return (UploadResult.Truncated, bytes);
                if (read == 0)
                {
                    file.Flush(flushToDisk: true);
                    return (bytes == 0 ? UploadResult.Truncated : UploadResult.Stored, bytes);
                }

                bytes += read;
                if (bytes > _options.MaxBytes) return (UploadResult.TooBig, bytes);
                await file.WriteAsync(piece.AsMemory(0, read), CancellationToken.None);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>The next piece, 0 at the end, null when the upload broke off.</summary>
    private static async Task<int?> ReadAsync(Stream content, byte[] piece, CancellationToken cancellation)
    {
        try
        {
            return await content.ReadAsync(piece.AsMemory(0, PieceBytes), cancellation);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or OperationCanceledException)
        {
            return null;
        }
    }

    [LoggerMessage(3120, LogLevel.Information, "Station {Station}: upload of its {LogType}: {Result}, {Bytes} bytes")]
    private partial void LogTaken(StationId station, string logType, UploadResult result, long bytes);

    [LoggerMessage(3121, LogLevel.Error, "Station {Station}: its log file could not be written under {Folder}")]
    private partial void LogNoRoom(Exception exception, StationId station, string folder);

    [LoggerMessage(3122, LogLevel.Error, "An upload could not be looked up or noted in the database")]
    private partial void LogNotNoted(Exception exception);

    [LoggerMessage(3123, LogLevel.Warning, "Log file {Id} could not be deleted")]
    private partial void LogNotDeleted(Exception exception, Guid id);

    [LoggerMessage(3124, LogLevel.Warning, "{Piece}, left by an upload that broke off, could not be deleted")]
    private partial void LogPieceNotDeleted(Exception exception, string piece);
}
