using Csms.Engine.Gateway;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Stations.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Networks;

/// <summary>Registration of network connection profiles and raises of the security profile; after the stations, whose rebuilt state it reads.</summary>
internal static class NetworkSetup
{
    public static IServiceCollection AddNetworks(this IServiceCollection services)
    {
        services.AddSingleton(provider => new NetworkStore(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton(provider => new NetworkBook(provider.GetRequiredService<NetworkStore>(), provider.GetRequiredService<ConfigurationReader>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<NetworkBook>());
        services.AddSingleton(provider => new ProfileRaises(
            provider.GetRequiredService<NetworkStore>(),
            provider.GetRequiredService<NetworkBook>(),
            provider.GetRequiredService<SecureAddress>(),
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProfileRaises>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<ProfileRaises>());
        services.AddSingleton<IBulkTask>(provider => new RaiseTask(provider.GetRequiredService<ProfileRaises>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<ProfileRaises>());
        return services;
    }
}
