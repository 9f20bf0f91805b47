using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Gateway.Downloads;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Firmware;

/// <summary>
/// Follows firmware updates (2.1 L01, L02; 1.6 §6.19 and its security extension): puts the address of our image into the command, keeps what stations
/// accept and tell, and sees which version they come back with.
/// </summary>
public sealed partial class FirmwareBook : BackgroundService, ICommandFollower, IStationObserver
{
    /// <summary>Beginning of a <c>firmware.location</c> that means an image of ours, by its id: each station gets the address by which it reaches us.</summary>
    public const string ImageScheme = "image:";

    private const int Waiting = 4096, EarlyKept = 8;

    private readonly FirmwareStore _store;
    private readonly FirmwareLibrary _library;
    private readonly StationRegistry _registry;
    private readonly string _publicUrl;
    private readonly ILogger _logger;

    // A word that finds it full is lost here, not in the raw log.
    private readonly Channel<Word> _words = Channel.CreateBounded<Word>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    // Words that came before the answer to their command was noted: a station may tell at once.
    private readonly ConcurrentDictionary<StationId, Word[]> _early = new();
    private readonly SemaphoreSlim _writing = new(1, 1);

    internal FirmwareBook(FirmwareStore store, FirmwareLibrary library, StationRegistry registry, IOptions<PublicOptions> reached, ILogger<FirmwareBook> logger)
    {
        _store = store;
        _library = library;
        _registry = registry;
        _publicUrl = reached.Value.PublicUrl;
        _logger = logger;
    }

    /// <summary>Something about a station's updates has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>Updates of a station, newest first, from the one after <paramref name="before"/> on.</summary>
    public Task<List<FirmwareUpdate>> ListAsync(StationId station, Guid? before, int limit, CancellationToken cancellation) => _store.UpdatesAsync(station, before, limit, cancellation);

    /// <inheritdoc/>
    public async ValueTask<JsonObject?> CompleteAsync(StationState station, StationCommand command, JsonElement body, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        var publishes = command.Action == "PublishFirmware"; // 2.x L03: a local controller fetches it as a station does
        if ((publishes ? body : command.Action == "UpdateFirmware" ? Firmware(body) : null) is not { ValueKind: JsonValueKind.Object } firmware || Text(firmware, "location") is not { } location) return null;
        if (await ImageAsync(location, cancellation) is not { } image || OriginFor(station.Id) is not { } origin) return null;
        var asked = (JsonObject)JsonNode.Parse(body.GetRawText())!;
        if (publishes && Text(body, "checksum") is null) asked["checksum"] = await _library.TransferChecksumAsync(image, cancellation);
        (publishes ? asked : asked["firmware"]!)["location"] = $"{origin.TrimEnd('/')}{DownloadEndpoint.Path}/{image.Secret}/{image.Name}";
        return asked;
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        if (command.Action != "UpdateFirmware" || reading.Status is not ("Accepted" or "AcceptedCanceled") || Firmware(body) is not { } firmware) return;
        var location = JsonSerializer.Deserialize<JsonElement>(command.Body) is var given && Firmware(given) is { } wanted ? Text(wanted, "location") : null;
        var image = location is null ? null : await ImageAsync(location, cancellation);
        var signed = Text(firmware, "signingCertificate") is not null;
        var askedAt = command.SentAt ?? command.QueuedAt;
        var update = new FirmwareUpdate
        {
            CommandId = command.Id,
            Station = station.Id,
            RequestId = station.OcppVersion == "1.6" && !signed ? null : Number(body, "requestId"), // the plain notices of 1.6 name none
            ImageId = image?.Id,
            Source = image?.Name ?? Shown(Text(firmware, "location") ?? ""),
            VersionWanted = image?.Version,
            VersionBefore = station.Boot?.FirmwareVersion,
            Signed = signed,
            AskedAt = askedAt,
            RetrieveAt = Time(firmware, "retrieveDateTime"),
            InstallAt = Time(firmware, "installDateTime"),
            Actor = command.Actor,
        };
        await _writing.WaitAsync(cancellation);
        try
        {
            var early = _early.TryRemove(station.Id, out var words) ? words.Where(word => word.RequestId == update.RequestId && word.At >= askedAt) : [];
            await _store.AddAsync(update with { Steps = [.. early.Select(word => new FirmwareStep(word.Status!, word.At))] }, cancellation);
        }
        finally
        {
            _writing.Release();
        }

        Changed?.Invoke(station.Id);
    }

    /// <summary>Something about a station's updates was stored elsewhere in this room.</summary>
    internal void Tell(StationId station) => Changed?.Invoke(station);

    void IStationObserver.Removed(StationState state) => _words.Writer.TryWrite(new Word(state.Id, null, null, null, default));

    void IStationObserver.Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        switch (message)
        {
            case NoticeReported { Action: "FirmwareStatusNotification" or "SignedFirmwareStatusNotification", Status: { } status and not "Idle" } notice:
                _words.Writer.TryWrite(new Word(state.Id, notice.RequestId, status, null, at));
                break;
            case BootReported { FirmwareVersion: { } version }:
                _words.Writer.TryWrite(new Word(state.Id, null, null, version, at));
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var word in _words.Reader.ReadAllAsync(stoppingToken)) await TakeAsync(word, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TakeAsync(Word word, CancellationToken stopping)
    {
        await _writing.WaitAsync(stopping);
        try
        {
            var changed = true;
            if (word.Status is { } status)
            {
                changed = await _store.StepAsync(word.Station, word.RequestId, new FirmwareStep(status, word.At), stopping);
                if (!changed) _early.AddOrUpdate(word.Station, static (_, one) => [one], static (_, had, one) => [.. had.TakeLast(EarlyKept - 1), one], word);
            }
            else if (word.Version is { } version)
            {
                changed = await _store.BootedAsync(word.Station, version, word.At, stopping);
            }
            else
            {
                await _store.DeleteAsync(word.Station, stopping);
                _early.TryRemove(word.Station, out _);
            }

            if (changed) Changed?.Invoke(word.Station);
        }
        catch (NpgsqlException exception)
        {
            LogNotStored(exception, word.Station);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<FirmwareImage?> ImageAsync(string location, CancellationToken cancellation) =>
        location.StartsWith(ImageScheme, StringComparison.Ordinal) && Guid.TryParse(location[ImageScheme.Length..], CultureInfo.InvariantCulture, out var id) ? await _library.FindAsync(id, cancellation) : null;

    private string? OriginFor(StationId station) => _publicUrl.Length > 0 ? _publicUrl : _registry.TryGet(station, out var actor) ? actor.Link?.ReachedAt : null;

    /// <summary>An address for people: without the name and password that it may carry, and without what may be a secret behind the question mark.</summary>
    private static string Shown(string location) => Uri.TryCreate(location, UriKind.Absolute, out var url) ? url.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped) : location;

    private static JsonElement? Firmware(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("firmware", out var firmware) && firmware.ValueKind == JsonValueKind.Object ? firmware : null;

    private static string? Text(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static DateTimeOffset? Time(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : null;

    [LoggerMessage(3903, LogLevel.Warning, "Station {Station}: what it told of its firmware could not be stored")]
    private partial void LogNotStored(Exception exception, StationId station);

    /// <summary>A status, a version after a boot, or (neither) that a station is no more.</summary>
    private sealed record Word(StationId Station, int? RequestId, string? Status, string? Version, DateTimeOffset At);
}
