using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Streams;

/// <summary>Composition of the periodic event streams.</summary>
internal static class StreamSetup
{
    public static IServiceCollection AddStreams(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StreamOptions>().Bind(configuration.GetSection(StreamOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<StreamLog>();
        services.AddSingleton<IQueueGauge>(provider => provider.GetRequiredService<StreamLog>());
        services.AddHostedService(provider => provider.GetRequiredService<StreamLog>());
        services.AddSingleton(provider => new StreamValueReader(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<StreamLog>()));
        services.AddSingleton(provider => new StreamBook(
            new StreamStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<StreamLog>(),
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<IOptions<StreamOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StreamBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<StreamBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<StreamBook>());
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<StreamBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<StreamBook>());
        services.AddHostedService(provider => provider.GetRequiredService<StreamBook>());
        return services;
    }
}
