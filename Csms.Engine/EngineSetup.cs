using Csms.Engine.Certificates;
using Csms.Engine.Customers;
using Csms.Engine.Displays;
using Csms.Engine.Energy;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.FieldWork;
using Csms.Engine.Firmware;
using Csms.Engine.Gateway;
using Csms.Engine.Gateway.Downloads;
using Csms.Engine.Gateway.Uploads;
using Csms.Engine.Incidents;
using Csms.Engine.LiveView;
using Csms.Engine.LocalLists;
using Csms.Engine.Metering;
using Csms.Engine.Monitoring;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.V16;
using Csms.Engine.Ocpp.V201;
using Csms.Engine.Ocpp.V21;
using Csms.Engine.Payments;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Reservations;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Networks;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Limits;
using Csms.Engine.Stations.Logs;
using Csms.Engine.Stations.Quirks;
using Csms.Engine.Stations.Reports;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Storage;
using Csms.Engine.Streams;
using Csms.Engine.Swaps;
using Csms.Engine.Tariffs;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine;

/// <summary>Composition of the engine: the only file that sees every module.</summary>
public static class EngineSetup
{
    /// <summary>Registers the engine. Hosted services start in this order: the database, the rebuilt state, then everything that uses it.</summary>
    public static IServiceCollection AddCsmsEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCsmsStorage(configuration);
        services.AddSingleton<FactLog>();
        services.AddHostedService(provider => provider.GetRequiredService<FactLog>());
        services.AddSingleton<Journal>();
        services.AddSingleton(provider => new StorageHealth(
            provider.GetRequiredService<CsmsDatabase>(), provider.GetRequiredService<Journal>(), provider.GetRequiredService<FrameLog>(), provider.GetRequiredService<StateLog>(), provider.GetRequiredService<FactLog>(), provider.GetServices<IQueueGauge>()));
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<Journal>());
        services.AddHostedService(provider => provider.GetRequiredService<Journal>());

        services.AddOptions<TokenOptions>().Bind(configuration.GetSection(TokenOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RunningTokens>();
        services.AddSingleton<TokenDirectory>();
        services.AddSingleton<IPlaceTransfers>(provider => new SiteTransfers(new Lazy<StationRegistry>(provider.GetRequiredService<StationRegistry>), provider.GetRequiredService<SiteDirectory>()));
        services.AddSingleton<ContractAuthorizations>();
        services.AddSingleton<TokenStore>().AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<TokenStore>());

        services.AddSingleton<SessionStore>();
        services.AddSingleton<TokenUses>();
        services.AddSingleton<SessionReadings>();
        services.AddSingleton<MeterStore>();
        services.AddSingleton<PowerReader>();
        services.AddSingleton<PastStates>();
        services.AddSingleton<SiteDirectory>().AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<SiteDirectory>());
        services.AddHostedService<SiteHost>();
        services.AddTariffs();
        services.AddSingleton<IOcppDialect, V16Dialect>();
        services.AddSingleton<IOcppDialect, V201Dialect>();
        services.AddSingleton<IOcppDialect, V21Dialect>();
        AddLiveView(services);
        AddStations(services, configuration);
        services.AddNetworks();
        services.AddCertificates(configuration);
        services.AddCharging();
        services.AddFieldWork();
        services.AddLocalLists(configuration);
        services.AddReservations();
        services.AddDisplays();
        services.AddStationTariffs();
        services.AddSwaps(configuration);
        services.AddStreams(configuration);
        services.AddMonitoring(configuration);
        services.AddCustomers(configuration);
        services.AddFirmware(configuration);
        services.AddPlugAndCharge(configuration);
        services.AddPayments(configuration);
        services.AddIncidents(configuration);
        services.AddHostedService(provider => provider.GetRequiredService<PowerHistory>());
        services.AddOcppGateway(configuration);
        return services;
    }

    /// <summary>Maps the stations' endpoint and the health endpoints.</summary>
    public static void MapCsmsEngine(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOcppGateway();
        endpoints.MapStationUploads();
        endpoints.MapStationDownloads();
        endpoints.MapHealth();
    }

    private static void AddLiveView(IServiceCollection services)
    {
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<LiveBoard>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveBoard>());
        services.AddSingleton<FrameFeed>();
        services.AddSingleton(provider => new FrameHistory(provider.GetRequiredService<Npgsql.NpgsqlDataSource>(), provider.GetRequiredService<FrameLog>()));
        services.AddSingleton<IFrameSink>(provider => provider.GetRequiredService<FrameFeed>());
        services.AddSingleton<PowerHistory>();
        services.AddSingleton<DayQueries>();
        services.AddSingleton(provider => new StateHistory(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<StateLog>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddStations(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StationOptions>().Bind(configuration.GetSection(StationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StationRegistry>();
        services.AddSingleton<StationStore>();
        services.AddSingleton<StationSettings>().AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<StationSettings>());
        services.AddSingleton<StationPasswords>();
        services.AddSingleton(provider => new VariableStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<FactLog>()));
        services.AddSingleton<ISessionSource, SessionSource>();
        services.AddSingleton<SessionNumbers>();
        services.AddSingleton(provider => new Lazy<IEnumerable<IStationDesk>>(provider.GetServices<IStationDesk>));
        services.AddSingleton(provider => new StartLimitBook(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StartLimitBook>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<StartLimitBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<StartLimitBook>());
        services.AddSingleton<StationServices>();
        services.AddSingleton(provider => new StationDirectory(
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<StationStore>(),
            provider.GetRequiredService<SessionStore>(),
            provider.GetRequiredService<StationPasswords>(),
            provider.GetRequiredService<StationServices>(),
            provider.GetRequiredService<IOptions<StationOptions>>(),
            provider.GetRequiredService<ILogger<StationDirectory>>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<StationDirectory>());
        services.AddSingleton<IStationAdmission, StationAdmission>();
        services.AddSingleton<IStationLog, StationLog>();

        services.AddSingleton(provider => new RequestReader(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<FrameLog>(), provider.GetRequiredService<TimeProvider>()));
        AddLogFiles(services, configuration);
        AddConfiguration(services);
        AddQuirks(services);
        services.AddVendors();
        services.AddSingleton<CommandStore>();
        services.AddSingleton<OpenCommands>();
        services.AddSingleton<CommandEffects>();
        services.AddSingleton(provider => new CommandSender(
            provider.GetRequiredService<OpenCommands>(),
            new Lazy<CommandEffects>(provider.GetRequiredService<CommandEffects>),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new StationCommands(
            new Lazy<StationRegistry>(provider.GetRequiredService<StationRegistry>),
            provider.GetRequiredService<OpenCommands>(),
            provider.GetRequiredService<CommandSender>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StationCommands>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<StationCommands>());
        services.AddSingleton(provider => new RawCalls(provider.GetRequiredService<StationRegistry>()));
        services.AddSingleton<BulkStore>();
        services.AddSingleton(provider => new BulkCommands(
            provider.GetRequiredService<StationCommands>(),
            provider.GetRequiredService<CommandStore>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<BulkStore>(),
            new Lazy<IEnumerable<IBulkGuide>>(provider.GetServices<IBulkGuide>),
            new Lazy<IEnumerable<IBulkTask>>(provider.GetServices<IBulkTask>),
            new DifferentValues(provider.GetRequiredService<ConfigurationReader>()),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BulkCommands>>()));

        services.AddHostedService(provider => provider.GetRequiredService<LogFileKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<StartLimitBook>()); // before the stations that ask it
        services.AddHostedService<StationHost>();
        services.AddHostedService(provider => provider.GetRequiredService<QuirkBook>());
        services.AddHostedService(provider => provider.GetRequiredService<SessionNumbers>());
        services.AddHostedService(provider => provider.GetRequiredService<StationCommands>());
        services.AddHostedService(provider => provider.GetRequiredService<BulkCommands>()); // after the commands that it goes on with
        services.AddHostedService<BootAfterAcceptance>();
        services.AddHostedService(provider => provider.GetRequiredService<AfterBoot>());
    }

    private static void AddQuirks(IServiceCollection services)
    {
        services.AddSingleton<QuirkStore>();
        services.AddSingleton(provider => new QuirkBook(
            provider.GetRequiredService<QuirkStore>(),
            new Lazy<StationRegistry>(provider.GetRequiredService<StationRegistry>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<QuirkBook>>()));
        services.AddSingleton<IFrameSink>(provider => provider.GetRequiredService<QuirkBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<QuirkBook>());
    }

    private static void AddConfiguration(IServiceCollection services)
    {
        services.AddSingleton(provider => new TemplateDirectory(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<TemplateDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<TemplateDirectory>());
        services.AddSingleton(provider => new ReportLedger(provider.GetRequiredService<FactLog>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<ReportLedger>());
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<ReportLedger>());
        services.AddSingleton(provider => new ConfigurationReader(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<VariableStore>(), provider.GetRequiredService<FactLog>()));
        services.AddSingleton<ConfigurationDrift>();
        services.AddSingleton(provider => new AfterBoot(
            provider.GetRequiredService<TemplateDirectory>(),
            provider.GetRequiredService<ConfigurationDrift>(),
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<ILogger<AfterBoot>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<AfterBoot>());
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<AfterBoot>());
    }

    private static void AddLogFiles(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublicOptions>().Bind(configuration.GetSection(PublicOptions.Section));
        services.AddOptions<LogFileOptions>().Bind(configuration.GetSection(LogFileOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LogFileStore>();
        services.AddSingleton<ExternalLogs>();
        services.AddSingleton(provider => new LogFiles(
            provider.GetRequiredService<LogFileStore>(),
            provider.GetRequiredService<IOptions<LogFileOptions>>(),
            provider.GetRequiredService<IOptions<PublicOptions>>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LogFiles>>()));
        services.AddSingleton<IStationUploads>(provider => provider.GetRequiredService<LogFiles>());
        services.AddSingleton<LogFileKeeper>();
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<LogFileKeeper>());
    }
}
