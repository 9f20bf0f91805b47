using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Displays;

/// <summary>Composition of the displays.</summary>
internal static class DisplaySetup
{
    public static IServiceCollection AddDisplays(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DisplayBook(
            new DisplayStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<DisplayBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<DisplayBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<DisplayBook>());
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<DisplayBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<DisplayBook>());
        services.AddHostedService(provider => provider.GetRequiredService<DisplayBook>());
        return services;
    }
}
