using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.FieldWork;

/// <summary>Registration of the work in the field; after the stations, whose tests it runs.</summary>
internal static class FieldSetup
{
    public static IServiceCollection AddFieldWork(this IServiceCollection services)
    {
        services.AddSingleton<FieldStore>();
        services.AddSingleton<FieldRecords>();
        services.AddSingleton(provider => new FieldDesk(provider.GetRequiredService<FieldStore>(), provider.GetRequiredService<FieldRecords>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new FieldScript(provider.GetRequiredService<RefusedConnects>(), provider.GetRequiredService<TokenStore>(), provider.GetRequiredService<TokenDirectory>()));
        services.AddSingleton(provider => new FieldTests(
            provider.GetRequiredService<FieldDesk>(),
            provider.GetRequiredService<FieldScript>(),
            provider.GetRequiredService<StationCommands>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<WorkClaims>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FieldTests>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<FieldTests>());
        services.AddHostedService(provider => provider.GetRequiredService<FieldTests>());
        return services;
    }
}
