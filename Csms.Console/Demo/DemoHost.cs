using System.Text.Json;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Csms.Simulator.Demo;
using Csms.Simulator.Station;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Console.Demo;

/// <summary>
/// The demo network: sites, stations and tokens are entered as a person would, then simulated stations connect to this host over real
/// sockets.
/// </summary>
internal sealed partial class DemoHost(
    IOptions<DemoOptions> options,
    IServer server,
    IHostApplicationLifetime lifetime,
    SiteDirectory sites,
    StationDirectory stations,
    TariffDirectory tariffs,
    TokenStore tokens,
    StationCommands commands,
    DemoContracts contracts,
    NpgsqlDataSource database,
    TimeProvider time,
    ILoggerFactory loggers) : BackgroundService
{
    /// <summary>Where the demo network lives, IANA.</summary>
    internal const string TimeZone = "Europe/Berlin";

    private const double GridShare = .6; // of what all EVSEs together could draw
    private const long GridStepW = 50_000;

    private readonly ILogger<DemoHost> _logger = loggers.CreateLogger<DemoHost>();

    /// <summary>The simulated network; null until the host listens.</summary>
    public DemoNetwork? Network { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await StartedAsync(stoppingToken);
            var registers = await DemoPast.RegistersAsync(database, stoppingToken);
            await using var network = new DemoNetwork(
                Url(), options.Value.Stations, clock: time, register: (station, evse) => registers.TryGetValue((station, evse), out var held) ? held : null, logger: loggers.CreateLogger<DemoNetwork>());
            await EnterAsync(network, stoppingToken);
            Network = network;
            await network.StartAsync(stoppingToken);
            LogStarted(options.Value.Stations);
            await PriceAsync(network, stoppingToken);
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>A site as it is entered.</summary>
    internal static Site SiteOf(DemoSite site) => new()
    {
        Id = site.Code,
        Name = site.Name,
        TimeZone = TimeZone,
        Latitude = site.Latitude,
        Longitude = site.Longitude,
        Address = $"{site.Street}, {site.PostalCode} {site.City}",
        GridLimitW = GridLimitOf(site),
    };

    private static long GridLimitOf(DemoSite site) => (long)Math.Ceiling(site.Stations.Sum(station => station.Model.Evses.Sum(evse => evse.MaxW)) * GridShare / GridStepW) * GridStepW;

    private async Task StartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellation);
    }

    private Uri Url()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(each => each.StartsWith("http://", StringComparison.Ordinal))
            ?? throw new InvalidOperationException("The demo network needs the host to listen on http.");
        var url = new UriBuilder(address.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal)) { Scheme = "ws", Path = "/ocpp" };
        if (url.Host is "0.0.0.0" or "[::]")
        {
            url.Host = "localhost";
        }

        return url.Uri;
    }

    private async Task EnterAsync(DemoNetwork network, CancellationToken cancellation)
    {
        foreach (var site in network.Sites)
        {
            if (sites.Find(site.Code) is null)
            {
                await sites.PutAsync(SiteOf(site), cancellation);
            }

            foreach (var station in site.Stations)
            {
                var id = StationId.Parse(station.Id);
                if (stations.Find(id) is null)
                {
                    await stations.PutAsync(id, profile => profile with { Name = station.Name, SiteId = site.Code }, cancellation);
                }
            }
        }

        await DemoTariffs.EnterAsync(tariffs, sites, network.Sites, cancellation);
        await CloseOldSessionsAsync(network);
        if (contracts.Contract is not null)
        {
            await tokens.PutAsync(new TokenEntry { IdToken = DemoContracts.Emaid, Type = Emaid.TokenType, Driver = "Clara Contract" }, cancellation);
        }

        foreach (var token in DemoNetwork.Tokens)
        {
            await tokens.PutAsync(
                new TokenEntry
                {
                    IdToken = token.Value,
                    Type = token.Type,
                    Status = Enum.Parse<AuthorizationStatus>(token.Status),
                    GroupId = token.Group,
                    Driver = token.Driver,
                },
                cancellation);
        }
    }

    /// <summary>One station reckons what its sessions cost, once it is here: simulated stations keep nothing over an end of the host.</summary>
    private async Task PriceAsync(DemoNetwork network, CancellationToken cancellation)
    {
        if (network.Sites.SelectMany(site => site.Stations).FirstOrDefault(station => station.Model.Version == OcppVersion.V21) is not { } station) return;
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (network.Find(station.Id) is not { Registration: RegistrationState.Accepted }) await tick.WaitForNextTickAsync(cancellation);
        using var body = JsonDocument.Parse($$"""{"evseId":0,"tariff":{{DemoTariffs.Fast}}}""");
        await commands.GiveAsync(new CommandRequest(StationId.Parse(station.Id), "SetDefaultTariff", body.RootElement.Clone(), "Demo", WaitFor: TimeSpan.FromHours(1)));
    }

    /// <summary>Simulated cars do not outlive the host: what ran at its last end will never be ended by its station.</summary>
    private async Task CloseOldSessionsAsync(DemoNetwork network)
    {
        foreach (var station in network.Sites.SelectMany(site => site.Stations))
        {
            foreach (var session in stations.Find(StationId.Parse(station.Id))?.Sessions.Sessions ?? [])
            {
                if (session.IsActive)
                {
                    await stations.CloseSessionAsync(session, "Demo", "the simulated network started anew");
                }
            }
        }
    }

    [LoggerMessage(6000, LogLevel.Information, "The demo network of {Stations} simulated stations connects")]
    private partial void LogStarted(int stations);
}
