using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>
/// Certificates that stations ask for (SignCertificate; 2.x A02 and A03, 1.6 security white paper): each request checked and kept before it is answered,
/// signed behind the answer, and brought to the station by a command that outlives lost links and restarts. The station's certificate before it is left as
/// it is. What a station refuses is not sent again: it asks anew, a few times an hour at most.
/// </summary>
public sealed partial class CertificateSignings : BackgroundService, IStationDesk, IStationObserver, ICommandFollower
{
    /// <summary>So many are kept of a station, whatever became of them; besides, those whose certificate is still valid, for it may have to be revoked.</summary>
    public const int Kept = 20;

    /// <summary>The most that are kept of a station in all: whoever asks on and on fills no store.</summary>
    public const int MostKept = 500;

    /// <summary>The most that are signed for a station in an hour: one that refuses what it is given, and asks again at once, does not go round for ever.</summary>
    public const int MostAnHour = 6;

    private const string Action = "CertificateSigned";
    private const int MostTries = 3; // where the station gave no answer: the link was lost while it was on its way
    private static readonly TimeSpan WaitForStation = TimeSpan.FromDays(7), Interval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<StationId, ImmutableList<CertificateSigning>> _signings = new();
    private readonly ConcurrentDictionary<Guid, StationId> _open = new(); // by their command
    private readonly ConcurrentDictionary<Guid, int> _tries = new();
    private readonly ConcurrentDictionary<Guid, byte> _left = new(); // by their command: of an earlier run, which may have ended before it gave the command
    private readonly Channel<(StationState Station, Guid Id)> _accepted = Channel.CreateBounded<(StationState, Guid)>(new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite }); // full: at the next start
    private readonly SigningStore _store;
    private readonly CertificateSigner _signer;
    private readonly CertificateNames _names;
    private readonly StationRegistry _registry;
    private readonly Lazy<StationCommands> _commands; // lazy: the stations tell their observers, of which this is one
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal CertificateSignings(SigningStore store, CertificateSigner signer, CertificateNames names, StationRegistry registry, Lazy<StationCommands> commands, TimeProvider time, ILogger<CertificateSignings> logger)
    {
        _store = store;
        _signer = signer;
        _names = names;
        _registry = registry;
        _commands = commands;
        _time = time;
        _logger = logger;
    }

    /// <summary>A request has come, or goes on. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>Another authority than ours signs.</summary>
    public bool IsExternal => _signer.IsExternal;

    /// <summary>Those of a station, the last first.</summary>
    public IReadOnlyList<CertificateSigning> Of(StationId station) => _signings.GetValueOrDefault(station, []);

    bool IStationDesk.Takes(StationMessage message) => message is SigningAsked;

    /// <summary>What is accepted is in the store before the station hears so; where the store is away, the request is Rejected.</summary>
    async Task<StationAnswer?> IStationDesk.AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        var asked = (SigningAsked)message;
        var now = _time.GetUtcNow();
        var (_, fault) = SigningRequest.Read(asked.Csr, await _names.OfAsync(station, asked.Use, cancellation));
        if (fault is null && Of(station.Id).Count(each => each.State != SigningState.Refused && each.AskedAt > now.AddHours(-1)) >= MostAnHour) fault = SigningFault.TooMany;
        var signing = new CertificateSigning
        {
            Id = Guid.CreateVersion7(now),
            AskedAt = now,
            Use = asked.Use,
            RequestId = asked.RequestId,
            Csr = asked.Csr,
            State = fault is null ? SigningState.Signing : SigningState.Refused,
            Fault = fault,
            EndedAt = fault is null ? null : now,
        };
        await KeepAsync(station, signing, cancellation);
        if (fault is null) return SigningAnswer.Yes;
        LogRefused(station.Id, fault.Value);
        return new SigningAnswer(false, fault == SigningFault.TooMany ? "Unspecified" : "InvalidCSR", SigningReasons.Of(fault.Value)); // words of 2.x Part 2, appendix 5
    }

    void IStationDesk.Given(StationState station, StationMessage message, StationAnswer answer)
    {
        if (answer is not SigningAnswer { Accepted: true } || Of(station.Id).FirstOrDefault(each => each.State == SigningState.Signing) is not { } signing) return;
        if (!_accepted.Writer.TryWrite((station, signing.Id))) LogBusy(station.Id);
    }

    void IStationObserver.Removed(StationState state)
    {
        foreach (var signing in Of(state.Id))
        {
            if (signing.CommandId is { } command) _open.TryRemove(command, out _);
        }

        _signings.TryRemove(state.Id, out _);
    }

    /// <inheritdoc/>
    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(reading);
        if (command.Action == Action && _open.ContainsKey(command.Id) && Of(station.Id).FirstOrDefault(each => each.CommandId == command.Id) is { } signing)
            await EndAsync(station, signing with { State = reading.Status == "Accepted" ? SigningState.Done : SigningState.Rejected, Answer = reading.Status }, cancellation);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await _store.LoadAsync(cancellationToken);
        foreach (var station in _registry.States)
        {
            if (!stored.TryGetValue(station.Key, out var signings)) continue;
            _signings[station.Id] = signings;
            foreach (var signing in signings)
            {
                if (signing.State == SigningState.Signing) _accepted.Writer.TryWrite((station, signing.Id));
                else if (signing is { State: SigningState.Sending, CommandId: { } command }) (_open[command], _left[command]) = (station.Id, 0);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                Parallel.ForEachAsync(_accepted.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stoppingToken }, async (each, cancellation) =>
                    await TrySignAsync(each.Station, each.Id, cancellation)),
                FollowAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            return; // what is under way goes on at the next start
        }
    }

    private async Task TrySignAsync(StationState station, Guid id, CancellationToken cancellation)
    {
        if (Of(station.Id).FirstOrDefault(each => each.Id == id) is not { State: SigningState.Signing } signing) return;
        try
        {
            await WithdrawOlderAsync(station, signing, cancellation);
            var signed = await _signer.SignAsync(signing, station, cancellation);
            if (signed.Chain is null)
            {
                LogNotSigned(station.Id, signed.Fault!.Value, signed.Answer);
                await EndAsync(station, signed, cancellation);
                return;
            }

            await SendAsync(station, signed with { State = SigningState.Sending, CommandId = Guid.CreateVersion7(_time.GetUtcNow()) }, cancellation);
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            LogNotStored(exception, station.Id); // it stays as it was, and goes on at the next start
        }
    }

    /// <summary>The command is in the store before anyone relies on it; its number stands with the request, so that no restart sends it twice.</summary>
    private async Task SendAsync(StationState station, CertificateSigning signed, CancellationToken cancellation)
    {
        _open[signed.CommandId!.Value] = station.Id;
        await KeepAsync(station, signed, cancellation);
        var body = new JsonObject { ["certificateChain"] = signed.Chain };
        if (signed.Use is { } use) body["certificateType"] = use;
        if (signed.RequestId is { } number) body["requestId"] = number;
        await _commands.Value.GiveAsync(new CommandRequest(station.Id, Action, JsonSerializer.SerializeToElement(body), "System", "The station asked for a certificate.", WaitForStation, signed.CommandId));
    }

    /// <summary>A station that asks anew has a new key: what still waits for it is of no use.</summary>
    private async Task WithdrawOlderAsync(StationState station, CertificateSigning signing, CancellationToken cancellation)
    {
        foreach (var older in Of(station.Id).Where(each => each.State == SigningState.Sending && each.Id != signing.Id && each.IsForUs == signing.IsForUs))
        {
            if (older.CommandId is { } command && await _commands.Value.WithdrawAsync(command, cancellation))
                await EndAsync(station, older with { State = SigningState.Failed, Fault = SigningFault.AskedAnew }, cancellation);
        }
    }

    /// <summary>Commands that end without an answer: too late, withdrawn, an error; and those that a crash kept from being given.</summary>
    private async Task FollowAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            foreach (var (command, id) in _open)
            {
                try
                {
                    await FollowAsync(command, id, cancellation);
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotStored(exception, id);
                }
            }
        }
    }

    private async Task FollowAsync(Guid commandId, StationId id, CancellationToken cancellation)
    {
        if (_commands.Value.Find(commandId) is not null || _registry.Find(id) is not { } station) return; // under way
        if (Of(id).FirstOrDefault(each => each.CommandId == commandId) is not { State: SigningState.Sending } signing)
        {
            _open.TryRemove(commandId, out _);
            return;
        }

        var command = await _commands.Value.ReadAsync(commandId, cancellation);
        if (command is null)
        {
            if (_left.TryRemove(commandId, out _)) await SendAsync(station, signing, cancellation);
        }
        else if (command.Stage == CommandStage.NoAnswer && _tries.AddOrUpdate(signing.Id, 1, static (_, tries) => tries + 1) < MostTries)
        {
            await SendAsync(station, signing with { CommandId = Guid.CreateVersion7(_time.GetUtcNow()) }, cancellation);
            _open.TryRemove(commandId, out _);
        }
        else if (command is { IsOver: true, Stage: not (CommandStage.Answered or CommandStage.Observed) })
            await EndAsync(station, signing with { State = SigningState.Failed, Fault = command.Stage == CommandStage.NoAnswer ? SigningFault.NoAnswer : SigningFault.NotSent, Answer = command.OcppError }, cancellation);
        else if (command is { IsOver: true }) await EndAsync(station, signing with { State = command.Status == "Accepted" ? SigningState.Done : SigningState.Rejected, Answer = command.Status }, cancellation);
    }

    private async Task EndAsync(StationState station, CertificateSigning signing, CancellationToken cancellation)
    {
        await KeepAsync(station, signing with { EndedAt = _time.GetUtcNow() }, cancellation);
        if (signing.CommandId is { } command) _open.TryRemove(command, out _);
        _tries.TryRemove(signing.Id, out _);
        if (signing.State == SigningState.Rejected) LogRejected(station.Id, signing.Answer);
    }

    private async Task KeepAsync(StationState station, CertificateSigning signing, CancellationToken cancellation)
    {
        var dropped = Dropped(With(_signings.GetValueOrDefault(station.Id, []), signing), _time.GetUtcNow());
        await _store.SaveAsync(station.Key, signing, dropped, cancellation);
        _signings.AddOrUpdate(
            station.Id, static (_, told) => [told.signing], static (_, before, told) => With(before, told.signing).RemoveAll(each => told.dropped.Contains(each.Id)), (signing, dropped));
        Changed?.Invoke(station.Id);
    }

    private static ImmutableList<CertificateSigning> With(ImmutableList<CertificateSigning> before, CertificateSigning signing) =>
        before.FindIndex(each => each.Id == signing.Id) is >= 0 and var place ? before.SetItem(place, signing) : before.Insert(0, signing);

    /// <summary>What is kept no longer of these, the newest first.</summary>
    internal static IReadOnlyList<Guid> Dropped(IEnumerable<CertificateSigning> signings, DateTimeOffset now)
    {
        var room = MostKept;
        return [.. signings.Where((each, place) => !((place < Kept || (each.IsForUs && each.Certificate?.NotAfter > now)) && room-- > 0)).Select(each => each.Id)];
    }

    [LoggerMessage(3630, LogLevel.Warning, "Station {Station}: request for a certificate refused: {Fault}")]
    private partial void LogRefused(StationId station, SigningFault fault);

    [LoggerMessage(3631, LogLevel.Warning, "Station {Station}: its certificate could not be signed: {Fault} {Answer}")]
    private partial void LogNotSigned(StationId station, SigningFault fault, string? answer);

    [LoggerMessage(3632, LogLevel.Warning, "Station {Station} refused its new certificate: {Answer}. The one before it counts on")]
    private partial void LogRejected(StationId station, string? answer);

    [LoggerMessage(3633, LogLevel.Warning, "Station {Station}: a request for a certificate could not be stored; it goes on at the next start")]
    private partial void LogNotStored(Exception exception, StationId station);

    [LoggerMessage(3634, LogLevel.Warning, "Station {Station}: too many requests for certificates wait; this one goes on at the next start")]
    private partial void LogBusy(StationId station);
}
