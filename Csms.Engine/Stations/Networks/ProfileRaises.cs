using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using JsonTree = Csms.Engine.Ocpp.Commands.JsonTree;

namespace Csms.Engine.Stations.Networks;

/// <summary>
/// Raises the security profile of stations without stranding one (2.x A05 by B09: a free slot, the order with the old slot behind it, a reset; 1.6 security
/// extension A05: the key SecurityProfile). The old way counts until the station has booted on the higher one; the minimum rises by that boot alone
/// (CONTRACTS 27). A station that does not come back in time leaves everything as it was.
/// </summary>
public sealed partial class ProfileRaises : BackgroundService, IStationObserver
{
    /// <summary>Shortest and longest wait for the station.</summary>
    public static readonly TimeSpan ShortestPatience = TimeSpan.FromMinutes(1), LongestPatience = TimeSpan.FromHours(24);

    private const int MessageTimeout = 30; // s
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StationId, ProfileRaise> _raises = new();
    private readonly NetworkStore _store;
    private readonly NetworkBook _book;
    private readonly SecureAddress _address;
    private readonly StationRegistry _registry;
    private readonly Lazy<StationCommands> _commands; // lazy: the stations tell their observers, of which this is one
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal ProfileRaises(NetworkStore store, NetworkBook book, SecureAddress address, StationRegistry registry, Lazy<StationCommands> commands, TimeProvider time, ILogger<ProfileRaises> logger)
    {
        _store = store;
        _book = book;
        _address = address;
        _registry = registry;
        _commands = commands;
        _time = time;
        _logger = logger;
    }

    /// <summary>A raise goes on. Returns at once.</summary>
    public event Action<StationId>? Changed;

    /// <summary>The last raise of a station's profile; null: none was begun.</summary>
    public ProfileRaise? Find(StationId station) => _raises.GetValueOrDefault(station);

    /// <summary>Security profile of a station now: the one it is connected on, else the least it must have.</summary>
    public int ProfileOf(StationState station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return Math.Max(station.Profile.SecurityProfile, _registry.TryGet(station.Id, out var actor) ? actor.Link?.SecurityProfile ?? 0 : 0);
    }

    /// <summary>Looks at everything that a raise needs; asks the station for its roots.</summary>
    public async Task<RaisePlan> LookAsync(StationState station, RaiseWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(wish);
        var (secure, slots) = (wish.Target >= 2, station.OcppVersion != "1.6");
        var here = station is { Link: LinkState.Online, Profile.Registration: RegistrationStatus.Accepted };
        var reachedAt = _registry.TryGet(station.Id, out var actor) ? actor.Link?.ReachedAt : null;
        var offered = secure ? _address.For(reachedAt) : SecureAddress.Present(reachedAt);
        var url = slots ? wish.Url ?? offered : null;
        if (slots && here) await ReadOrderAsync(station, wish.Actor, cancellation);
        var ways = slots ? await _book.OfAsync(station, cancellation) : null;
        var slot = ways?.Free();
        var findings = ImmutableArray.CreateBuilder<RaiseFinding>();
        Add(RaiseCheck.Station, here && Find(station.Id)?.IsUnderWay != true);
        Add(RaiseCheck.Higher, wish.Target is >= 1 and <= 3 && wish.Target > ProfileOf(station));
        if (wish.Target <= 2) Add(RaiseCheck.Password, station.Profile.PasswordHash is not null || station.Profile.NewPasswordHashes is not null);
        if (secure)
        {
            Add(RaiseCheck.Tls, wish.Target == 3 ? _address.EndsHere : _address.IsOn);
            Add(RaiseCheck.Root, here ? await HasRootAsync(station, wish.Actor, cancellation) : null);
        }

        if (wish.Target == 3) Add(RaiseCheck.Certificate, await _store.HasCertificateAsync(station, _time.GetUtcNow(), cancellation));
        if (slots)
        {
            Add(RaiseCheck.Address, !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme != "wss" && (secure || parsed.Scheme != "ws") ? false : Same(url!, offered) ? true : null);
            Add(RaiseCheck.Slot, slot is null ? false : ways!.Order.IsEmpty ? null : true);
        }

        return new RaisePlan(url, slot, findings.ToImmutable());

        void Add(RaiseCheck check, bool? ok) => findings.Add(new RaiseFinding(check, ok));
        static bool Same(string one, string? other) => one.TrimEnd('/').Equals(other?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Looks, tells the station, and waits for its answers; it is done when the station has booted on the higher profile.</summary>
    /// <returns>The raise; null with the plan that shows what is in the way.</returns>
    public async Task<(ProfileRaise? Raise, RaisePlan Plan)> BeginAsync(StationState station, RaiseWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(wish);
        var plan = await LookAsync(station, wish, cancellation);
        if (!plan.MayBegin) return (null, plan);
        var now = _time.GetUtcNow();
        var raise = new ProfileRaise(ProfileRaiseState.Telling, ProfileOf(station), wish.Target, plan.Url, plan.Slot, now, now + wish.Patience, wish.Actor);
        var before = Find(station.Id);
        if (before?.IsUnderWay == true || !(before is null ? _raises.TryAdd(station.Id, raise) : _raises.TryUpdate(station.Id, raise, before)))
        {
            return (null, plan with { Findings = [new RaiseFinding(RaiseCheck.Station, false), .. plan.Findings.Skip(1)] }); // another was quicker
        }

        var (fault, word) = (ProfileRaiseFault.NoAnswer as ProfileRaiseFault?, null as string);
        try
        {
            await KeepAsync(station, raise);
            (fault, word) = station.OcppVersion == "1.6" ? await TellKeyAsync(station, raise) : await TellSlotAsync(station, raise, wish.Interface, cancellation);
        }
        finally
        {
            // A station that boots on the higher profile while its answer is read has ended it already.
            await StepAsync(station, raise, fault is null ? raise with { State = ProfileRaiseState.Waiting } : raise with { State = ProfileRaiseState.Failed, EndedAt = _time.GetUtcNow(), Fault = fault, Answer = word });
        }

        return (Find(station.Id), plan);
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var stored = await _store.RaisesAsync(cancellationToken);
        foreach (var state in _registry.States)
        {
            // What a station was being told when the program ended it may have taken: it is followed until its time is over.
            if (stored.TryGetValue(state.Key, out var raise)) _raises[state.Id] = raise.State == ProfileRaiseState.Telling ? raise with { State = ProfileRaiseState.Waiting, Fault = ProfileRaiseFault.EngineEnded } : raise;
        }

        await base.StartAsync(cancellationToken);
    }

    void IStationObserver.Removed(StationState state) => _raises.TryRemove(state.Id, out _);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SettleAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>Ends those whose station has booted on the higher profile, and those whose time is over.</summary>
    private async Task SettleAsync()
    {
        var now = _time.GetUtcNow();
        foreach (var (id, raise) in _raises)
        {
            if (!raise.IsUnderWay || _registry.Find(id) is not { } station) continue;
            var after = station.Profile.SecurityProfile >= raise.Target ? raise with { State = ProfileRaiseState.Done, EndedAt = now, Fault = null }
                : raise.State == ProfileRaiseState.Waiting && now >= raise.Until ? raise with { State = ProfileRaiseState.Failed, EndedAt = now, Fault = station.Link == LinkState.Online ? ProfileRaiseFault.AsBefore : ProfileRaiseFault.Away }
                : null;
            if (after is null) continue;
            try
            {
                await StepAsync(station, raise, after);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
            {
                _raises.TryUpdate(id, raise, after); // at the next look
                LogNotKept(exception, id);
            }
        }
    }

    /// <summary>The new way into a free slot, the old ones behind it, a reset when the station is idle.</summary>
    private async Task<(ProfileRaiseFault? Fault, string? Answer)> TellSlotAsync(StationState station, ProfileRaise raise, string @interface, CancellationToken cancellation)
    {
        var connection = new JsonObject { ["ocppInterface"] = @interface, ["ocppTransport"] = "JSON", ["messageTimeout"] = MessageTimeout, ["ocppCsmsUrl"] = raise.Url, ["securityProfile"] = raise.Target };
        if (station.OcppVersion == "2.0.1") connection["ocppVersion"] = "OCPP20"; // required there, and the word that stands for 2.0.1
        var way = await GiveAsync(station, raise, "SetNetworkProfile", new JsonObject { ["configurationSlot"] = raise.Slot, ["connectionData"] = connection });
        if (way.Status != "Accepted") return No(way, ProfileRaiseFault.WayRefused);
        var order = (await _book.OfAsync(station, cancellation)).Order.Where(slot => slot != raise.Slot).DefaultIfEmpty(raise.Slot == 1 ? 2 : 1);
        var ordered = await GiveAsync(station, raise, "SetVariables", Variable("OCPPCommCtrlr", "NetworkConfigurationPriority", string.Join(',', order.Prepend(raise.Slot!.Value))));
        if (Word(ordered) is not ("Accepted" or "RebootRequired")) return No(ordered, ProfileRaiseFault.OrderRefused);
        var reset = await GiveAsync(station, raise, "Reset", new JsonObject { ["type"] = "OnIdle" });
        return reset.Status is "Accepted" or "Scheduled" ? (null, null) : No(reset, ProfileRaiseFault.ResetRefused);
    }

    /// <summary>The key SecurityProfile; the station comes back by itself, or after a reset where it says so.</summary>
    private async Task<(ProfileRaiseFault? Fault, string? Answer)> TellKeyAsync(StationState station, ProfileRaise raise)
    {
        var way = await GiveAsync(station, raise, "SetVariables", Variable("SecurityCtrlr", "SecurityProfile", raise.Target.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        switch (Word(way))
        {
            case "Accepted":
                return (null, null);
            case "RebootRequired":
                var reset = await GiveAsync(station, raise, "Reset", new JsonObject { ["type"] = "OnIdle" });
                return reset.Status == "Accepted" ? (null, null) : No(reset, ProfileRaiseFault.ResetRefused);
            default:
                return No(way, ProfileRaiseFault.WayRefused);
        }
    }

    /// <summary>Has the station tell the order of its ways; what it tells is kept with its variables.</summary>
    private Task<StationCommand> ReadOrderAsync(StationState station, string actor, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["getVariableData"] = new JsonArray(new JsonObject { ["component"] = new JsonObject { ["name"] = "OCPPCommCtrlr" }, ["variable"] = new JsonObject { ["name"] = "NetworkConfigurationPriority" } }),
        };
        return _commands.Value.ExecuteAsync(new CommandRequest(station.Id, "GetVariables", JsonSerializer.SerializeToElement(body), actor, "Before the security profile is raised."), cancellation);
    }

    /// <summary>Whether the station has the root of our server certificate; null: it does not tell, or the root is not ours.</summary>
    private async Task<bool?> HasRootAsync(StationState station, string actor, CancellationToken cancellation)
    {
        var body = new JsonObject { ["certificateType"] = new JsonArray("CSMSRootCertificate") };
        var command = await _commands.Value.ExecuteAsync(new CommandRequest(station.Id, "GetInstalledCertificateIds", JsonSerializer.SerializeToElement(body), actor, "Before the security profile is raised."), cancellation);
        if (command.Status is not ("Accepted" or "NotFound")) return null;
        if (_address.OwnRoot is not var (serial, key)) return command.Status == "Accepted" ? true : null;
        return JsonTree.Objects(command.Response?["certificateHashDataChain"]).Select(chain => chain["certificateHashData"]).OfType<JsonObject>().Any(hash =>
            JsonTree.Text(hash["serialNumber"])?.TrimStart('0').Equals(serial, StringComparison.OrdinalIgnoreCase) == true
            && (JsonTree.Text(hash["hashAlgorithm"]) != "SHA256" || JsonTree.Text(hash["issuerKeyHash"])?.Equals(key, StringComparison.OrdinalIgnoreCase) == true));
    }

    private Task<StationCommand> GiveAsync(StationState station, ProfileRaise raise, string action, JsonObject body) =>
        _commands.Value.ExecuteAsync(new CommandRequest(station.Id, action, JsonSerializer.SerializeToElement(body), raise.Actor, $"Security profile {raise.Target}."), CancellationToken.None);

    private static (ProfileRaiseFault? Fault, string? Answer) No(StationCommand command, ProfileRaiseFault refused) =>
        (command.Status ?? command.OcppError) is { } word ? (refused, Word(command) ?? word) : (ProfileRaiseFault.NoAnswer, null);

    private static string? Word(StationCommand command) => JsonTree.Text(JsonTree.Objects(command.Response?["setVariableResult"]).FirstOrDefault()?["attributeStatus"]) ?? command.Status ?? command.OcppError;

    private static JsonObject Variable(string component, string variable, string value) => new()
    {
        ["setVariableData"] = new JsonArray(new JsonObject { ["component"] = new JsonObject { ["name"] = component }, ["variable"] = new JsonObject { ["name"] = variable }, ["attributeValue"] = value }),
    };

    private async Task StepAsync(StationState station, ProfileRaise before, ProfileRaise after)
    {
        if (_raises.TryUpdate(station.Id, after, before)) await KeepAsync(station, after);
    }

    private async Task KeepAsync(StationState station, ProfileRaise raise)
    {
        await _store.SaveAsync(station.Key, raise, CancellationToken.None);
        if (!raise.IsUnderWay) LogEnded(station.Id, raise.From, raise.Target, raise.State);
        Changed?.Invoke(station.Id);
    }

    [LoggerMessage(3640, LogLevel.Information, "Station {Station}: the raise of its security profile from {From} to {Target} is over ({State})")]
    private partial void LogEnded(StationId station, int from, int target, ProfileRaiseState state);

    [LoggerMessage(3641, LogLevel.Warning, "Station {Station}: the raise of its security profile could not be kept; tried again")]
    private partial void LogNotKept(Exception exception, StationId station);
}
