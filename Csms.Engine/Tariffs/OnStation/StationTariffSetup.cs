using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>Composition of the tariffs on stations.</summary>
internal static class StationTariffSetup
{
    public static IServiceCollection AddStationTariffs(this IServiceCollection services)
    {
        services.AddSingleton(provider => new StationTariffBook(
            new StationTariffStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StationTariffBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<StationTariffBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<StationTariffBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<StationTariffBook>());
        services.AddHostedService(provider => provider.GetRequiredService<StationTariffBook>());
        return services;
    }
}
