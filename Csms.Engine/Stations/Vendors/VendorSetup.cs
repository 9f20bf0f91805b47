using Csms.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Vendors;

/// <summary>Registration of what is known of vendors: their fault codes and their DataTransfer messages.</summary>
internal static class VendorSetup
{
    public static IServiceCollection AddVendors(this IServiceCollection services)
    {
        services.AddSingleton(provider => new FaultLibrary(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<FaultLibrary>());
        services.AddHostedService(provider => provider.GetRequiredService<FaultLibrary>());
        services.AddSingleton(provider => new TransferDirectory(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<TransferDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<TransferDirectory>());
        services.AddSingleton(provider => new TransferCounts(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TransferCounts>>()));
        services.AddHostedService(provider => provider.GetRequiredService<TransferCounts>());
        services.AddSingleton<IStationDesk>(provider => new TransferDesk(
            provider.GetRequiredService<TransferDirectory>(), provider.GetRequiredService<TransferCounts>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
