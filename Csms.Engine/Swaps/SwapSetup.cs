using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Swaps;

/// <summary>Composition of the battery swaps.</summary>
internal static class SwapSetup
{
    public static IServiceCollection AddSwaps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SwapOptions>().Bind(configuration.GetSection(SwapOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new SwapBook(
            new SwapStore(provider.GetRequiredService<NpgsqlDataSource>()),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<TokenDirectory>(),
            provider.GetRequiredService<IOptions<SwapOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SwapBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<SwapBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<SwapBook>());
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<SwapBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<SwapBook>());
        services.AddHostedService(provider => provider.GetRequiredService<SwapBook>());
        return services;
    }
}
