using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using JsonTree = Csms.Engine.Ocpp.Commands.JsonTree;

namespace Csms.Engine.Certificates;

/// <summary>
/// Gives stations new Basic passwords (2.x A01; 1.6 key AuthorizationKey) without locking one out: the new one counts before the station is told of it, the
/// old one until the station has accepted the new one (A01.FR.03) or, where it must restart first or its answer was lost, has connected with it. A station that
/// connects without a password must not be asked for one that it may never show: its first one counts alone once it has connected with it.
/// Nobody sees either: the password is made here, told to the station and forgotten.
/// </summary>
public sealed partial class PasswordChanges : BackgroundService, IStationObserver
{
    // 20 of 62 letters and digits, 119 bits: text of 16 to 40 for 2.x (SecurityCtrlr.BasicAuthPassword), 20 bytes and so 40 hex digits for 1.6 (AuthorizationKey).
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int Length = 20;
    private const int MostOpen = 3; // passwords that a station was given and left unanswered, and that still count

    private readonly ConcurrentDictionary<StationId, PasswordChange> _changes = new();
    private readonly Channel<(StationId Station, string? Hash)> _shown = Channel.CreateBounded<(StationId, string?)>(new BoundedChannelOptions(20_000) { FullMode = BoundedChannelFullMode.DropWrite }); // full: at its next connect
    private readonly PasswordChangeStore _store;
    private readonly StationRegistry _registry;
    private readonly Lazy<StationDirectory> _directory; // lazy: the stations tell their observers, of which this is one
    private readonly Lazy<StationCommands> _commands;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal PasswordChanges(PasswordChangeStore store, StationRegistry registry, Lazy<StationDirectory> directory, Lazy<StationCommands> commands, TimeProvider time, ILogger<PasswordChanges> logger)
    {
        _store = store;
        _registry = registry;
        _directory = directory;
        _commands = commands;
        _time = time;
        _logger = logger;
    }

    /// <summary>The change of a station's password goes on. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>The last change of a station's password; null: none was made.</summary>
    public PasswordChange? Find(StationId station) => _changes.GetValueOrDefault(station);

    /// <summary>Gives a connected station a new password and waits for its answer: done when it accepts, else once it connects with it.</summary>
    /// <param name="id">To whom.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellation">Gives up before it is begun; what is begun goes on.</param>
    public async Task<(PasswordChange? Change, PasswordChangeRefusal? Refusal)> BeginAsync(StationId id, string actor, CancellationToken cancellation)
    {
        if (_directory.Value.Find(id) is not { } station) return (null, PasswordChangeRefusal.NoStation);
        if (station.Link != LinkState.Online) return (null, PasswordChangeRefusal.NotConnected);
        var change = new PasswordChange(PasswordChangeState.Sending, _time.GetUtcNow(), actor);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var before = Find(id);
            if (before?.IsUnderWay == true) return (null, PasswordChangeRefusal.UnderWay);
            if (before is null ? _changes.TryAdd(id, change) : _changes.TryUpdate(id, change, before)) break;
        }

        var ended = PasswordFault.NotSent as PasswordFault?;
        string? word = null;
        try
        {
            (ended, word) = await TellAsync(station, change);
        }
        finally
        {
            var after = ended is null
                ? change with { State = PasswordChangeState.Waiting, Answer = word }
                : change with { State = PasswordChangeState.Failed, EndedAt = _time.GetUtcNow(), Fault = ended, Answer = word };
            // A station that accepts, or connects while its answer is read, has ended it already.
            if (_changes.TryUpdate(id, after, change)) await KeepAsync(station, after);
        }

        return (Find(id), null);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await _store.LoadAsync(cancellationToken);
        foreach (var state in _registry.States)
        {
            // Whether one that was being told took it is not known: both passwords count, and it is done when the station shows the new one.
            if (stored.TryGetValue(state.Key, out var change)) _changes[state.Id] = change.State == PasswordChangeState.Sending ? change with { State = PasswordChangeState.Failed, EndedAt = change.BegunAt, Fault = PasswordFault.NoAnswer } : change;
        }

        _directory.Value.ShownNewPassword += OnShown;
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _directory.Value.ShownNewPassword -= OnShown;
        await base.StopAsync(cancellationToken);
    }

    void IStationObserver.Changed(StationState? before, StationState after)
    {
        if (before?.Profile.NewPasswordHashes is not { } given || after.Profile.NewPasswordHashes is not null || Find(after.Id) is not { State: PasswordChangeState.Waiting }) return;

        // Shown, perhaps to another node; or a person has entered another password, and nothing is waited for any more.
        _shown.Writer.TryWrite((after.Id, after.Profile.PasswordHash is { } now && Later(given, now) is not null ? now : null));
    }

    void IStationObserver.Removed(StationState state) => _changes.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (id, hash) in _shown.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await (hash is null ? ReplacedAsync(id) : SettleAsync(id, hash));
                }
                catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
                {
                    LogNotSettled(exception, id); // both count until it connects again
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task<(PasswordFault? Fault, string? Answer)> TellAsync(StationState station, PasswordChange change)
    {
        var password = RandomNumberGenerator.GetString(Letters, Length);
        var hash = StationPasswords.Hash(password);
        await _directory.Value.PutAsync(station.Id, profile => profile with { NewPasswordHashes = With(profile.NewPasswordHashes, hash) }, CancellationToken.None);
        await KeepAsync(station, change);
        var body = JsonSerializer.SerializeToElement(new JsonObject
        {
            ["setVariableData"] = new JsonArray(new JsonObject
            {
                ["component"] = new JsonObject { ["name"] = "SecurityCtrlr" },
                ["variable"] = new JsonObject { ["name"] = "BasicAuthPassword" },
                ["attributeValue"] = password,
            }),
        });
        var command = await _commands.Value.ExecuteAsync(new CommandRequest(station.Id, "SetVariables", body, change.Actor, "A new password."), CancellationToken.None);
        var word = JsonTree.Text(JsonTree.Objects(command.Response?["setVariableResult"]).FirstOrDefault()?["attributeStatus"]) ?? command.Status ?? command.OcppError;
        if (word == "Accepted" && ComesWithout(station.Id)) return (null, word);
        if (word == "Accepted")
        {
            try
            {
                await SettleAsync(station.Id, hash);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                LogNotSettled(exception, station.Id); // both count until it shows the new one
            }
        }

        if (word is "Accepted" or "RebootRequired") return (null, null);
        if (command.Stage == CommandStage.NoAnswer) return (PasswordFault.NoAnswer, null);
        await _directory.Value.PutAsync(station.Id, profile => profile with { NewPasswordHashes = Without(profile.NewPasswordHashes, hash) }, CancellationToken.None);
        return (word is null ? PasswordFault.NotSent : PasswordFault.Refused, word);
    }

    /// <summary>It has no password and is connected by none and no certificate; a raise of its security profile would make it show one (A05).</summary>
    private bool ComesWithout(StationId id) => _registry.TryGet(id, out var actor) && actor.State.Profile.PasswordHash is null && actor.Link is not { SecurityProfile: > 0 };

    private static string With(string? hashes, string hash) => string.Join(' ', (hashes?.Split(' ') ?? []).TakeLast(MostOpen - 1).Append(hash));

    private static string? Without(string? hashes, string hash) =>
        string.Join(' ', (hashes?.Split(' ') ?? []).Where(each => each != hash)) is { Length: > 0 } left ? left : null;

    private void OnShown(StationId station, string hash) => _shown.Writer.TryWrite((station, hash));

    /// <summary>The station has accepted or shown a password that it was given: that is its password now, and those given before count no more.</summary>
    private async Task SettleAsync(StationId id, string hash)
    {
        var (_, station) = await _directory.Value.PutAsync(id, profile => Later(profile.NewPasswordHashes, hash) is { } later
            ? profile with { PasswordHash = hash, NewPasswordHashes = later.Length == 0 ? null : later } : profile, CancellationToken.None);
        if (station.Profile.PasswordHash != hash || station.Profile.NewPasswordHashes is not null) return; // it has been given another one since
        if (Find(id) is { State: not PasswordChangeState.Done } change) await EndAsync(station, change, change with { State = PasswordChangeState.Done, Fault = null, Answer = null });
    }

    private async Task ReplacedAsync(StationId id)
    {
        if (Find(id) is { State: PasswordChangeState.Waiting } change && _directory.Value.Find(id) is { Profile.NewPasswordHashes: null } station)
            await EndAsync(station, change, change with { State = PasswordChangeState.Failed, Fault = PasswordFault.Replaced, Answer = null });
    }

    private async Task EndAsync(StationState station, PasswordChange change, PasswordChange after)
    {
        after = after with { EndedAt = _time.GetUtcNow() };
        if (_changes.TryUpdate(station.Id, after, change)) await KeepAsync(station, after);
    }

    /// <summary>What was given after this one; null when it is not among them.</summary>
    private static string? Later(string? hashes, string hash)
    {
        var given = hashes?.Split(' ') ?? [];
        var place = Array.IndexOf(given, hash);
        return place < 0 ? null : string.Join(' ', given[(place + 1)..]);
    }

    private async Task KeepAsync(StationState station, PasswordChange change)
    {
        await _store.SaveAsync(station.Key, change, CancellationToken.None);
        Changed?.Invoke(station.Id);
    }

    [LoggerMessage(3610, LogLevel.Warning, "Station {Station} has taken its new password, which could not be stored; the old one still counts as well")]
    private partial void LogNotSettled(Exception exception, StationId station);
}
