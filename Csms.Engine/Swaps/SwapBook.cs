using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Swaps;

/// <summary>
/// Every battery swap (2.1, block S): the last ones of a station in memory, all in the store. What a station tells is stored before it is answered; what was
/// told twice counts once, and the order in which it is told does not matter.
/// </summary>
public sealed partial class SwapBook : BackgroundService, ICommandFollower, IStationObserver, IStationDesk, IKeepsEntered
{
    /// <summary>How long a swap stays in memory after its last word: a station repeats what had no answer, and tells late what it did offline.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, StationSwaps> _stations = new();
    private readonly SwapStore _store;
    private readonly StationRegistry _registry;
    private readonly TokenDirectory _tokens;
    private readonly TimeSpan _lapse;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal SwapBook(SwapStore store, StationRegistry registry, TokenDirectory tokens, IOptions<SwapOptions> options, TimeProvider time, ILogger<SwapBook> logger)
    {
        (_store, _registry, _tokens, _time, _logger) = (store, registry, tokens, time, logger);
        _lapse = TimeSpan.FromMinutes(options.Value.LapseMinutes);
    }

    /// <summary>Something about a station's swaps has changed. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <inheritdoc/>
    public string Kind => EnteredKinds.BatterySwap;

    /// <summary>A swap of this station has been told or asked for, ever.</summary>
    public bool Has(StationId station) => _stations.ContainsKey(station);

    /// <summary>The station swaps batteries: it has done so, or says that it can.</summary>
    public async Task<bool> CanSwapAsync(StationState station, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        return Has(station.Id) || (station.OcppVersion == "2.1" && await _store.SaysThatItSwapsAsync(station.Key, cancellation));
    }

    /// <summary>Newest first; what was said before the call is included.</summary>
    public async Task<IReadOnlyList<BatterySwap>> ListAsync(SwapQuery query, CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        return await _store.ListAsync(query, cancellation);
    }

    /// <summary>One, or null.</summary>
    public async Task<BatterySwap?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await WriteAsync(cancellation);
        return await _store.FindAsync(id, cancellation);
    }

    /// <summary>The last one of a station with a request id, or null; of those in memory.</summary>
    public BatterySwap? Latest(StationId station, int requestId) => _stations.TryGetValue(station, out var swaps) ? swaps.Find(requestId) : null;

    /// <inheritdoc/>
    public async Task ReadAgainAsync(IReadOnlyCollection<string>? ids, CancellationToken cancellation)
    {
        var keys = ids?.Select(id => int.TryParse(id, CultureInfo.InvariantCulture, out var key) ? key : 0).ToHashSet();
        var changed = new HashSet<StationId>();
        foreach (var swap in await _store.RecentAsync(keys, _time.GetUtcNow() - Remembered, cancellation))
        {
            if (_registry.Find(swap.Station) is { } station && Of(station).TakeOver(swap)) changed.Add(station.Id);
        }

        foreach (var station in changed) Changed?.Invoke(station);
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        if (command.Action != "RequestBatterySwap" || Number(body, "requestId") is not { } requestId || Token(body) is not { } token) return;
        var now = _time.GetUtcNow();
        var agreed = reading.Status == "Accepted";
        var info = reading.Response["statusInfo"] as JsonObject;
        var swaps = Of(station);

        // The station may have told of the batteries, even of all of them, before its answer is heard here.
        if (swaps.Find(requestId) is not { Actor: null } told || told.BegunAt < command.QueuedAt || !IsOf(told, token) || !swaps.Step(requestId, before => SwapSteps.Asked(before, command.Actor)))
        {
            swaps.Add(new BatterySwap
            {
                Id = Guid.CreateVersion7(now), Station = station.Id, RequestId = requestId, IdToken = token.Value, IdTokenType = token.Type, TokenStatus = Worth(token, station, now),
                State = agreed ? SwapState.Requested : SwapState.Refused, BegunAt = now, ToldAt = now, EndedAt = agreed ? null : now, Actor = command.Actor,
                ReasonCode = agreed ? null : Word(info?["reasonCode"]) ?? reading.Status, Reason = agreed ? null : Word(info?["additionalInfo"]),
            });
        }

        Changed?.Invoke(station.Id);
        await WriteAsync(swaps, cancellation);
    }

    bool IStationDesk.Takes(StationMessage message) => message is BatterySwapReported;

    /// <summary>What the station tells is stored before it is answered: it does not tell it again. While the store is away it is held here and written as soon as it is back.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var told = (BatterySwapReported)message;
        var now = _time.GetUtcNow();
        var swaps = Of(station);
        if (swaps.IsFull)
        {
            try
            {
                await WriteAsync(swaps, cancellation);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                LogNotStored(exception);
                return NotStored.Instance;
            }
        }

        if (swaps.Told(told, now, () => Begun(station, told, now))) Changed?.Invoke(station.Id);
        await WriteAsync(swaps, cancellation);
        return null;
    }

    void IStationObserver.Removed(StationState state) => _stations.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var ever = await _store.StationsAsync(cancellationToken);
        foreach (var station in _registry.States.Where(station => ever.Contains(station.Key))) Of(station);
        await ReadAgainAsync(null, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var now = _time.GetUtcNow();
                foreach (var (station, swaps) in _stations)
                {
                    if (swaps.Pass(now, _lapse, Remembered)) Changed?.Invoke(station);
                }

                foreach (var (_, swaps) in _stations)
                {
                    try
                    {
                        await WriteAsync(swaps, stoppingToken);
                    }
                    catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                    {
                        LogNotStored(exception); // of that station; the others go on
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private static bool IsOf(BatterySwap swap, IdToken token) => string.Equals(swap.IdToken, token.Value, StringComparison.OrdinalIgnoreCase);

    private static int? Number(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static IdToken? Token(JsonElement body) =>
        body.TryGetProperty("idToken", out var token) && token.ValueKind == JsonValueKind.Object && token.TryGetProperty("idToken", out var text) && text.GetString() is { } value
            ? new IdToken(value, token.TryGetProperty("type", out var type) ? type.GetString() ?? "Central" : "Central")
            : null;

    private static string? Word(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private StationSwaps Of(StationState station) => _stations.GetOrAdd(station.Id, static (_, key) => new StationSwaps(key), station.Key);

    private string Worth(IdToken token, StationState station, DateTimeOffset now) => _tokens.Judge(token, station.Id, null, now).Status.ToString();

    private BatterySwap Begun(StationState station, BatterySwapReported told, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), Station = station.Id, RequestId = told.RequestId, IdToken = told.Token.Value, IdTokenType = told.Token.Type,
        TokenStatus = Worth(told.Token, station, now), State = SwapState.Open, BegunAt = now, ToldAt = now,
    };

    private async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var (_, swaps) in _stations) await WriteAsync(swaps, cancellation);
    }

    private async Task WriteAsync(StationSwaps swaps, CancellationToken cancellation)
    {
        foreach (var swap in swaps.Unwritten())
        {
            await _store.SaveAsync(swaps.StationKey, swap, cancellation); // an older one that comes late is not taken
            swaps.Written(swap);
        }
    }

    [LoggerMessage(3850, LogLevel.Warning, "What is known of battery swaps could not be stored; it is tried again")]
    private partial void LogNotStored(Exception exception);
}
