using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.LocalLists;

/// <summary>Composition of the local lists.</summary>
internal static class LocalListSetup
{
    public static IServiceCollection AddLocalLists(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LocalListOptions>().Bind(configuration.GetSection(LocalListOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new LocalListStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WantedLists(provider.GetRequiredService<TokenDirectory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LocalListBook(
            provider.GetRequiredService<LocalListStore>(), provider.GetRequiredService<WantedLists>(), provider.GetRequiredService<StationRegistry>(), provider.GetServices<IOcppDialect>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<LocalListBook>());
        services.AddSingleton<IBulkTask>(provider => new LocalListTask(provider.GetRequiredService<LocalListBook>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LocalListFollower(
            provider.GetRequiredService<LocalListBook>(),
            provider.GetRequiredService<VariableStore>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<LocalListFollower>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<LocalListFollower>());
        services.AddSingleton(provider => new LocalListKeeper(
            provider.GetRequiredService<LocalListBook>(),
            provider.GetRequiredService<LocalListStore>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<StationCommands>(),
            provider.GetRequiredService<VariableStore>(),
            provider.GetRequiredService<IOptions<LocalListOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LocalListKeeper>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<LocalListKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<LocalListKeeper>());
        return services;
    }
}
