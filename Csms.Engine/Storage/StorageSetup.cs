using Csms.Engine.Gateway;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Csms.Engine.Storage;

/// <summary>Registration of the store. Called before every other module: hosted services start in order and stop in reverse.</summary>
internal static class StorageSetup
{
    public static IServiceCollection AddCsmsStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CsmsDatabase>();
        services.AddSingleton(x => x.GetRequiredService<CsmsDatabase>().DataSource);
        services.AddHostedService(x => x.GetRequiredService<CsmsDatabase>());
        services.AddSingleton(x => new Lazy<IEnumerable<IKeepsEntered>>(x.GetServices<IKeepsEntered>));
        services.AddHostedService<EnteredFeed>(); // listens before the first table is read into memory
        services.AddSingleton<PartitionKeeper>();
        services.AddHostedService(x => x.GetRequiredService<PartitionKeeper>());
        services.AddHostedService<FirstDataHost>();
        services.AddSingleton<FrameLog>();
        services.AddSingleton<IFrameSink>(x => x.GetRequiredService<FrameLog>());
        services.AddHostedService(x => x.GetRequiredService<FrameLog>());
        services.AddSingleton(x => new FrameLogReader(x.GetRequiredService<Npgsql.NpgsqlDataSource>(), x.GetRequiredService<FrameLog>()));
        services.AddSingleton<WorkClaims>();
        services.AddSingleton(x => new SettingOrigins(x.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        services.AddSingleton<StateLog>();
        services.AddHostedService(x => x.GetRequiredService<StateLog>());
        return services;
    }
}
