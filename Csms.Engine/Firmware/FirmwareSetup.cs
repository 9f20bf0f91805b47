using Csms.Engine.Energy;
using Csms.Engine.Gateway;
using Csms.Engine.Gateway.Downloads;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Firmware;

/// <summary>Composition of the firmware room.</summary>
internal static class FirmwareSetup
{
    public static IServiceCollection AddFirmware(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<FirmwareOptions>().Bind(configuration.GetSection(FirmwareOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new FirmwareStore(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton(provider => new FirmwareLibrary(
            provider.GetRequiredService<FirmwareStore>(),
            provider.GetRequiredService<IOptions<FirmwareOptions>>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<FirmwareLibrary>>()));
        services.AddSingleton<IStationDownloads>(provider => provider.GetRequiredService<FirmwareLibrary>());
        services.AddSingleton(provider => new FirmwareBook(
            provider.GetRequiredService<FirmwareStore>(),
            provider.GetRequiredService<FirmwareLibrary>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<IOptions<PublicOptions>>(),
            provider.GetRequiredService<ILogger<FirmwareBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<FirmwareBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<FirmwareBook>());
        services.AddHostedService(provider => provider.GetRequiredService<FirmwareBook>());
        services.AddSingleton(provider => new CampaignStore(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton(provider => new FirmwareCampaigns(
            provider.GetRequiredService<BulkCommands>(),
            provider.GetRequiredService<BulkStore>(),
            provider.GetRequiredService<CampaignStore>(),
            provider.GetRequiredService<FirmwareStore>(),
            provider.GetRequiredService<FirmwareBook>(),
            new CampaignResets(provider.GetRequiredService<StationCommands>(), provider.GetRequiredService<FirmwareStore>(), provider.GetRequiredService<FirmwareBook>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>()),
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<FirmwareOptions>>().Value.ResetAfterSeconds),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<SiteDirectory>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IBulkGuide>(provider => provider.GetRequiredService<FirmwareCampaigns>());
        return services;
    }
}
