using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Registration of smart charging; after the stations, whose transactions it follows.</summary>
internal static class ChargingSetup
{
    public static IServiceCollection AddCharging(this IServiceCollection services)
    {
        services.AddSingleton<ChargingStore>();
        services.AddSingleton(provider => new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>));
        services.AddSingleton(provider => new ChargingBook(
            provider.GetRequiredService<ChargingStore>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<SiteDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ChargingBook>>()));
        services.AddSingleton(provider => new Lazy<IEvsePowers>(provider.GetRequiredService<ChargingBook>));
        services.AddSingleton<ChargingWatch>();
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<ChargingWatch>());
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<ChargingWatch>());
        services.AddSingleton<NeedsPlanner>();
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<NeedsPlanner>()); // after the watch: it reads what that has noted
        services.AddSingleton(provider => new Lazy<NeedsPlanner>(provider.GetRequiredService<NeedsPlanner>));
        services.AddSingleton<NeedsDesk>();
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<NeedsDesk>());
        services.AddSingleton<IStationDesk, DynamicScheduleDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<ChargingBook>());
        services.AddHostedService(provider => provider.GetRequiredService<NeedsPlanner>());
        return services;
    }
}
