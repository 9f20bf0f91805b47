using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Reports;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Customers;

/// <summary>Composition of requests about customers.</summary>
internal static class CustomerSetup
{
    public static IServiceCollection AddCustomers(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CustomerOptions>().Bind(configuration.GetSection(CustomerOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new CustomerStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<FrameLog>()));
        services.AddSingleton(provider => new CustomerDataKeeper(
            provider.GetRequiredService<CustomerStore>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<IOptions<CustomerOptions>>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<CustomerDataKeeper>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<CustomerDataKeeper>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<CustomerDataKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<CustomerDataKeeper>());
        services.AddSingleton(provider => new CustomerRequests(
            provider.GetRequiredService<CustomerStore>(), provider.GetRequiredService<RequestReader>(), provider.GetRequiredService<CustomerDataKeeper>(), provider.GetRequiredService<IOptions<CustomerOptions>>()));
        return services;
    }
}
