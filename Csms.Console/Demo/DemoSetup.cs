using Csms.Engine.Storage;

namespace Csms.Console.Demo;

/// <summary>Composition of the demo network.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() is { Stations: > 0 })
        {
            services.AddSingleton<IFirstData, DemoPast>();
            services.AddSingleton<DemoHost>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoHost>());
        }

        return services;
    }
}
