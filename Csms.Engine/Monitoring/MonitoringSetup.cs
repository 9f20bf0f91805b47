using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Monitoring;

/// <summary>Composition of monitors, events and alerts.</summary>
internal static class MonitoringSetup
{
    public static IServiceCollection AddMonitoring(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MonitoringOptions>().Bind(configuration.GetSection(MonitoringOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<EventLog>();
        services.AddSingleton<IQueueGauge>(provider => provider.GetRequiredService<EventLog>());
        services.AddHostedService(provider => provider.GetRequiredService<EventLog>());
        services.AddSingleton(provider => new MonitorBook(
            new MonitoringStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<EventLog>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<IOptions<MonitoringOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MonitorBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<MonitorBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<MonitorBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<MonitorBook>());
        services.AddHostedService(provider => provider.GetRequiredService<MonitorBook>());
        services.AddSingleton(provider => new MonitorReader(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<MonitorBook>(), provider.GetRequiredService<EventLog>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
