using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using JsonTree = Csms.Engine.Ocpp.Commands.JsonTree;

namespace Csms.Engine.Stations.Configuration;

/// <summary>
/// What is done for a station's configuration when it boots: values that it wanted to take over with a reboot are read again, and templates that are
/// applied by themselves are, where the station differs. Behind the station's path, a few at a time.
/// </summary>
internal sealed partial class AfterBoot(TemplateDirectory templates, ConfigurationDrift drift, StationRegistry registry, Lazy<StationCommands> commands, ILogger<AfterBoot> logger)
    : BackgroundService, IStationObserver, ICommandFollower
{
    private const string System = "System";
    private const int MostBoots = 50_000;
    private const int MostAwaited = 200;
    private const int AtOnce = 16; // one that never answers holds up no other

    private readonly ILogger _logger = logger;
    private readonly ConcurrentDictionary<StationId, ImmutableHashSet<VariableAddress>> _awaited = new();

    // Full: the oldest boot is let go, its station is looked at when it boots again.
    private readonly Channel<StationId> _booted = Channel.CreateBounded<StationId>(new BoundedChannelOptions(MostBoots) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Removed(StationState state) => _awaited.TryRemove(state.Id, out _);

    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is BootReported && state.Profile.Registration == RegistrationStatus.Accepted) _booted.Writer.TryWrite(state.Id);
    }

    public Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        if (command.Action != "SetVariables" || reading.Response["setVariableResult"] is not JsonArray results) return Task.CompletedTask;
        foreach (var result in results.OfType<JsonObject>().Where(result => JsonTree.Text(result["attributeStatus"]) == "RebootRequired"))
        {
            if (VariableAddress.Of(result) is not { } address) continue;
            _awaited.AddOrUpdate(station.Id, [address], (_, known) => known.Count < MostAwaited ? known.Add(address) : known);
        }

        return Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(_booted.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, async (id, stopping) =>
            {
                try
                {
                    await LookAfterAsync(id, stopping);
                }
                catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
                {
                    LogNotDone(exception, id);
                }
            });
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the host stops
        }
    }

    private async Task LookAfterAsync(StationId id, CancellationToken stopping)
    {
        if (_awaited.TryRemove(id, out var addresses))
        {
            // Awaited: what the templates are compared with is what the station holds now.
            await commands.Value.ExecuteAsync(Request(id, "GetVariables", ConfigurationTemplate.Question(addresses), "Values that took a reboot are read again."), stopping);
        }

        if (registry.Find(id) is not { } station || templates.For(station).All(template => !template.AtBoot)) return;
        foreach (var off in (await drift.OfStationAsync(station, stopping)).Where(each => each.Template.AtBoot && each.ToSet.Count > 0))
        {
            commands.Value.Post(Request(id, "SetVariables", ConfigurationTemplate.Body(off.ToSet), $"Template {off.Template.Name}, at boot"));
        }
    }

    private static CommandRequest Request(StationId station, string action, JsonObject body, string reason) =>
        new(station, action, JsonSerializer.SerializeToElement(body), System, reason);

    [LoggerMessage(3190, LogLevel.Error, "Station {Station} has booted, and its configuration could not be looked after")]
    private partial void LogNotDone(Exception exception, StationId station);
}
